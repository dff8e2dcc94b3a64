import { randomBytes } from "node:crypto";
import type { AuthContext } from "better-auth";
import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";

import { database } from "~/db/database.server";
import { account, user } from "~/db/schema.server";
import { statement } from "~/db/statement.server";
import { env } from "~/env.server";
import type { Asked } from "~/words/language.server";
import { makeAddressLink } from "./address-link.server";
import { besideAnswer, mailTo, sendMail } from "./mail.server";
import { hashPassword } from "./passwords.server";

/** With a mail server an account counts once its address is confirmed, and signing up tells nobody who has one. */
export const SIGNS_UP_BY_MAIL = env.mail.transport === "smtp";

const RESET_MINUTES = 60;
type Context = Pick<AuthContext, "internalAdapter">;

/**
 * Opens an account that waits for the link of a mail, unless the address has one. Either way the same is done and
 * answered, of two at once as well; what differs goes to the mailbox.
 */
export async function signUpByMail(
  cause: Asked,
  context: Context,
  input: { name: string; email: string; password: string },
) {
  const { name, email } = input;
  const id = uuidv7();
  const now = new Date().toISOString();
  const hash = await hashPassword(input.password);
  const made = await openStatement(database().auth, { id, accountId: uuidv7(), name, email, hash, now });
  besideAnswer(() =>
    made.length > 0 ? mailConfirmation(cause, context, { id, email }) : mailOwner(cause, context, email),
  );
  const facts = { name, email, emailVerified: false, image: null, createdAt: now, updatedAt: now };
  return { token: null, user: { ...facts, twoFactorEnabled: false, id } };
}

// None of these mails says what whoever signed up called themselves: strangers would write into other people's mailboxes.

/** Mails the link that confirms the address of this user. */
export async function mailConfirmation(
  cause: Asked,
  context: Context,
  { id, email }: { id: string; email: string },
): Promise<void> {
  const link = await makeAddressLink(context, { userId: id, email });
  await sendMail(mailTo(email, cause, "confirmFirst", { link }));
}

/** Whether this user still waits to have this address confirmed. */
export async function isUnconfirmed(userId: string, email: string): Promise<boolean> {
  return (await waitingStatement(database().auth, { userId, email })).length > 0;
}

/** The address of this user is their own: a link that was mailed there came back. False when there was nothing to confirm. */
export async function confirmAddress(userId: string, email: string): Promise<boolean> {
  return (await confirmStatement(database().auth, { userId, email })).length > 0;
}

/** Somebody wanted an account with an address that has one. */
async function mailOwner(cause: Asked, { internalAdapter }: Context, email: string): Promise<void> {
  const owner = (await internalAdapter.findUserByEmail(email))?.user;
  if (!owner) return; // deleted at this moment
  if (owner.emailVerified) return sendMail(mailTo(email, cause, "hasAccount", {}));
  // Nobody has shown yet that this mailbox is theirs, so whoever opened the account may be a stranger to it. Confirming
  // it as it is would let them in: the owner of the mailbox chooses the password anew, which confirms the address.
  const token = randomBytes(24).toString("base64url");
  await internalAdapter.createVerificationValue({
    identifier: `reset-password:${token}`,
    value: owner.id,
    expiresAt: new Date(Date.now() + RESET_MINUTES * 60_000),
  });
  const link = `${env.origin}/reset-password?token=${encodeURIComponent(token)}`;
  await sendMail(mailTo(email, cause, "waiting", { link }));
}

const id = sql.placeholder("id");
const email = sql.placeholder("email");
const now = sql`${sql.placeholder("now")}::timestamptz`;

/** The user and their way to sign in, or neither. */
const openStatement = statement<{ id: string }>(sql`
  with made as (
    insert into ${user} (id, name, email, created_at, updated_at)
    values (${id}, ${sql.placeholder("name")}, ${email}, ${now}, ${now})
    on conflict (email) do nothing returning id
  )
  insert into ${account} (id, user_id, account_id, provider_id, password, created_at, updated_at)
  select ${sql.placeholder("accountId")}, id, id, 'credential', ${sql.placeholder("hash")}, ${now}, ${now} from made
  returning user_id as id`);

const unconfirmed = sql`${user.id} = ${sql.placeholder("userId")} and ${user.email} = ${email} and not ${user.emailVerified}`;
const waitingStatement = statement<{ id: string }>(sql`select ${user.id} from ${user} where ${unconfirmed}`);
const confirmStatement = statement<{ id: string }>(sql`
  update ${user} set email_verified = true, updated_at = now() where ${unconfirmed} returning id`);
