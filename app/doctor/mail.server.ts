import { verifyMailServer } from "../auth/mail.server";
import { env } from "../env.server";
import { type Finding, fine, note, remedyFor, wrong } from "./finding.server";

const SUBJECT = "Mail";

/** Whether mails get out: the mail server is asked, and told who we are, but no mail is sent. */
export async function lookAtMail(): Promise<Finding[]> {
  const { transport } = env.mail;
  if (transport !== "smtp") {
    const where = transport === "log" ? "the log" : "files in the data directory";
    if (env.loopback && env.origin.startsWith("http:")) return [fine(SUBJECT, `written to ${where}`)];
    return [
      note(SUBJECT, `Mails are written to ${where}: nobody gets them.`, {
        why: "Who has forgotten a password cannot choose a new one, and links that sign people in lie around.",
        remedy: "Set MAIL_TRANSPORT=smtp and MAIL_SMTP_URL.",
      }),
    ];
  }
  const server = new URL(env.mail.smtpUrl!).host;
  try {
    await verifyMailServer();
    return [fine(SUBJECT, `${server} takes mails from us`)];
  } catch (error) {
    return [
      wrong(SUBJECT, `The mail server ${server} does not take mails from us: ${(error as Error).message}`, {
        why: "Who has forgotten a password cannot choose a new one.",
        remedy: remedyFor(error) ?? "Correct MAIL_SMTP_URL.",
      }),
    ];
  }
}
