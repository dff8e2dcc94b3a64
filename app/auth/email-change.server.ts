import { sql } from "drizzle-orm";

import { database } from "~/db/database.server";
import { type Principal, sessionLives } from "~/db/identity.server";
import { user, verification } from "~/db/schema.server";
import { statement } from "~/db/statement.server";
import { log } from "~/log.server";
import { messagesFor } from "~/words/words.server";
import { checkPassword, type Outcome, outcome } from "./account.server";
import { makeAddressLink, takeWish, type Wish, wishOf } from "./address-link.server";
import { auth } from "./auth.server";
import { throughDoor } from "./door.server";
import { countMail } from "./hooks.server";
import { mailTo, sendMail } from "./mail.server";
import { confirmAddress, isUnconfirmed } from "./sign-up-by-mail.server";

/**
 * Mails a link to the new address, and word of it to the present one. Nothing tells whether the new address has an
 * account: then it gets a mail without a link.
 */
export async function requestEmailChange(
  request: Request,
  who: Principal & { name: string; email: string },
  input: { email: string; currentPassword: string },
): Promise<Outcome> {
  if (input.email === who.email)
    return { ok: false, status: 422, errors: { email: messagesFor(request).refusals.yourAddress } };
  const allowed = await checkPassword(request, input);
  if (!allowed.ok) return allowed;
  return outcome(request, async () => {
    await countMail(request);
    const context = await auth().$context;
    const { userId, sessionId } = who;
    const link = await makeAddressLink(context, { userId, sessionId, email: input.email });
    const taken = await context.internalAdapter.findUserByEmail(input.email);
    await sendMail(mailTo(who.email, request, "asked", { name: who.name, wanted: input.email })); // first: no link goes out of which the present address does not know
    await sendMail(
      taken
        ? mailTo(input.email, request, "taken", {})
        : mailTo(input.email, request, "confirmOther", { name: who.name, link }),
    );
    return { headers: new Headers() };
  });
}

/** What the link of a mail confirms: the first address of an account, or another one. */
export type Confirmed = "first" | "other";

/** The address that this token would confirm, and as what; undefined when it is no good, or no longer. */
export async function wantedEmail(token: string): Promise<{ email: string; as: Confirmed } | undefined> {
  return throughDoor(async () => {
    const wanted = await wishOf(await auth().$context, token);
    if (!wanted || !(await isAlive(wanted))) return undefined;
    return { email: wanted.email, as: isChange(wanted) ? "other" : "first" };
  });
}

/**
 * Uses the token up and confirms the address, by changing to it when that was asked for. Undefined when it is no good, or
 * the address has found another owner meanwhile.
 */
export async function confirmEmail(request: Request, token: string): Promise<Confirmed | undefined> {
  return throughDoor(async () => {
    const wanted = await takeWish(await auth().$context, token);
    if (!wanted || !(await isAlive(wanted))) return undefined;
    if (!isChange(wanted)) return (await confirmAddress(wanted.userId, wanted.email)) ? "first" : undefined;
    const changed = await change(wanted);
    if (!changed) return undefined;
    const mail = mailTo(changed.email, request, "changed", { name: changed.name, wanted: wanted.email });
    await sendMail(mail).catch((error: unknown) =>
      log.error({ err: error }, "a changed address could not be told to the former one"),
    );
    return "other";
  });
}

const isChange = (wanted: Wish): wanted is Wish & Principal => wanted.sessionId !== undefined;

const isAlive = (wanted: Wish) =>
  isChange(wanted) ? sessionLives(wanted) : isUnconfirmed(wanted.userId, wanted.email);

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
