import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { v7 as uuidv7 } from "uuid";

import { env } from "~/env.server";
import { log, loggingOn, mailLog } from "~/log.server";
import type { Asked } from "~/words/language.server";
import type { Messages } from "~/words/messages.en.server";
import { say } from "~/words/say";
import { messagesFor } from "~/words/words.server";

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** A mail in the language of the request that is the cause of it. */
export function mailTo(
  to: string,
  cause: Asked | undefined,
  kind: keyof Messages["mails"],
  parts: Record<string, string>,
): Mail {
  const { subject, text } = messagesFor(cause ?? { headers: new Headers() }).mails[kind];
  const pages = { signIn: `${env.origin}/login`, forgotten: `${env.origin}/forgot-password` };
  return { to, subject, text: say(text, { ...pages, ...parts }) };
}

const underWay = new Set<Promise<void>>();

/**
 * Does what belongs to a mail without making the answer wait: a mail server takes its time, and time would tell whether
 * there was a mail. What fails is in the log.
 */
export function besideAnswer(work: () => Promise<void>): void {
  const done = loggingOn(work)
    .catch((error: unknown) => log.error({ err: error }, "a mail could not be sent"))
    .finally(() => underWay.delete(done));
  underWay.add(done);
}

/** When every mail that was begun has been sent, or has failed. */
export async function mailsSent(): Promise<void> {
  await Promise.all(underWay);
}

/** Sends by SMTP, or without a mail server writes the mail to the log or to a file in the data directory's outbox. */
export async function sendMail(mail: Mail): Promise<void> {
  const message = { from: env.mail.from, ...mail };
  if (env.mail.transport === "smtp") {
    await (await mailServer()).sendMail(message);
  } else if (env.mail.transport === "file") {
    const outbox = join(env.dataDir, "outbox");
    await mkdir(outbox, { recursive: true, mode: 0o700 });
    const { createTransport } = await nodemailer();
    const { message: eml } = await createTransport({ streamTransport: true, buffer: true }).sendMail(message);
    await writeFile(join(outbox, `${uuidv7()}.eml`), eml as Buffer, { mode: 0o600 });
  } else {
    mailLog.info({ mail: message }, "mail (MAIL_TRANSPORT is log, so nobody else gets it)");
  }
}

/** Large, and of no use to a server that sends no mail: loaded with the first. */
const nodemailer = () => import("nodemailer");
const mailServer = async () => (await nodemailer()).createTransport(env.mail.smtpUrl);

/** Connects and signs in to the mail server, without sending a mail; throws what it objects to. */
export async function verifyMailServer(): Promise<void> {
  await (await mailServer()).verify();
}
