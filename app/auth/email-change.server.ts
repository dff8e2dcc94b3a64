import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import * as z from "zod";

import { database } from "~/db/database.server";
import { type Principal, sessionLives } from "~/db/identity.server";
import { user, verification } from "~/db/schema.server";
import { statement } from "~/db/statement.server";
import { env } from "~/env.server";
import { log } from "~/log.server";
import { checkPassword, type Outcome, outcome } from "./account.server";
import { auth } from "./auth.server";
import { throughDoor } from "./door.server";
import { countMail } from "./hooks.server";
import { sendMail } from "./mail.server";

const MINUTES = 60;

/** Who wants which address, from which session. It waits for its link under a digest of the link's token. */
const wish = z.object({ userId: z.string(), sessionId: z.string(), email: z.string() });
type Wish = z.output<typeof wish>;

/**
 * Mails a link to the new address, and word of it to the present one. Nothing tells whether the new address has an
 * account: then it gets a mail without a link.
 */
export async function requestEmailChange(
  request: Request,
  who: Principal & { name: string; email: string },
  input: { email: string; currentPassword: string },
): Promise<Outcome> {
  if (input.email === who.email) return { ok: false, status: 422, errors: { email: "That is your address already." } };
  const allowed = await checkPassword(request, input);
  if (!allowed.ok) return allowed;
  return outcome(async () => {
    await countMail(request);
    const { internalAdapter } = await auth().$context;
    const token = randomBytes(32).toString("base64url");
    const { userId, sessionId } = who;
    await internalAdapter.createVerificationValue({
      identifier: identifierOf(token),
      value: JSON.stringify({ userId, sessionId, email: input.email } satisfies Wish),
      expiresAt: new Date(Date.now() + MINUTES * 60_000),
    });
    const taken = await internalAdapter.findUserByEmail(input.email);
    await sendMail(askedMail(who, input.email)); // first: no link goes out of which the present address does not know
    await sendMail(taken ? takenMail(input.email) : confirmationMail(who.name, input.email, token));
    return { headers: new Headers() };
  });
}

/** The address that this token would make somebody's; undefined when it is no good, or no longer. */
export async function wantedEmail(token: string): Promise<string | undefined> {
  return throughDoor(async () => {
    const { internalAdapter } = await auth().$context;
    const kept = await internalAdapter.findVerificationValue(identifierOf(token));
    return kept && kept.expiresAt > new Date() ? (await alive(kept.value))?.email : undefined;
  });
}

/** Uses the token up and changes the address. False when it is no good, or the address has found an owner meanwhile. */
export async function confirmEmail(token: string): Promise<boolean> {
  return throughDoor(async () => {
    const { internalAdapter } = await auth().$context;
    const kept = await internalAdapter.consumeVerificationValue(identifierOf(token));
    const wanted = kept && (await alive(kept.value));
    if (!wanted) return false;
    const changed = await change(wanted);
    if (!changed) return false;
    await sendMail(changedMail(changed, wanted.email)).catch((error: unknown) =>
      log.error({ err: error }, "a changed address could not be told to the former one"),
    );
    return true;
  });
}

const identifierOf = (token: string) => `change-email:${token}`;

async function alive(value: string): Promise<Wish | undefined> {
  const wanted = wish.parse(JSON.parse(value));
  return (await sessionLives(wanted)) ? wanted : undefined;
}

/** Two people may confirm one address at the same moment: the second finds it taken. */
async function change(wanted: Wish): Promise<{ name: string; email: string } | undefined> {
  const [former] = await changeStatement(database().auth, { ...wanted }).catch((error: { code?: unknown }) => {
    if (error.code === "23505") return [];
    throw error;
  });
  return former;
}

const mine = sql`${user.id} = ${sql.placeholder("userId")}`;
const wanted = sql.placeholder("email");

/** Links for a new password, in the former mailbox, go with it. An address that is taken is left alone. */
const changeStatement = statement<{ name: string; email: string }>(sql`
  with former as (
    select ${user.id}, ${user.name}, ${user.email} from ${user}
    where ${mine} and not exists (select from ${user} other where other.email = ${wanted}) for update
  ), changed as (
    update ${user} set email = ${wanted}, email_verified = true, updated_at = now()
    where ${user.id} in (select id from former) returning id
  ), links as (
    delete from ${verification} where ${verification.value} in (select id from changed)
  )
  select name, email from former where id in (select id from changed)`);

function confirmationMail(name: string, to: string, token: string) {
  const link = `${env.origin}/confirm-email?token=${encodeURIComponent(token)}`;
  return {
    to,
    subject: "Your new address for Clearlist",
    text: `Hello ${name},\n\nfollow this link to make this the e-mail address of your account. It works once, for an hour, as long as you stay signed in where you asked for it:\n\n${link}\n\nIf you did not ask for it, you need not do anything.\n`,
  };
}

function takenMail(to: string) {
  return {
    to,
    subject: "Your address and Clearlist",
    text: `Hello,\n\nsomebody wanted to make this the e-mail address of their account at Clearlist. There is an account with it already, so nothing was changed.\n\nIf that was you, sign in with this address: ${env.origin}/login\n`,
  };
}

function askedMail({ name, email }: { name: string; email: string }, wanted: string) {
  return {
    to: email,
    subject: "A change of your address was asked for",
    text: `Hello ${name},\n\nsomebody who is signed in as you and knows your password wants ${wanted} to be the e-mail address of your account. It changes when they follow the link in the mail that was sent there.\n\nIf that was not you, choose a new password now. That stops it:\n\n${env.origin}/forgot-password\n`,
  };
}

function changedMail({ name, email }: { name: string; email: string }, wanted: string) {
  return {
    to: email,
    subject: "Your address for Clearlist is changed",
    text: `Hello ${name},\n\nthe e-mail address of your account is ${wanted} from now on. This one no longer signs in, and gets no more mails.\n`,
  };
}
