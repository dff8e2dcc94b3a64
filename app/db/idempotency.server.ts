import { sql } from "drizzle-orm";

import { database, type Queryable } from "./database.server";
import { idempotencyKeys as keys } from "./schema.server";
import { statement } from "./statement.server";

const MINE = sql`${keys.userId} = ${sql.placeholder("userId")} and ${keys.key} = ${sql.placeholder("key")}`;
const OLD = sql`${keys.createdAt} < now() - interval '24 hours'`;

/**
 * Takes a key for the running transaction; false when it is taken already. Waits while another transaction is about
 * to take it, for four seconds: then it throws what `isLockTimeout` knows.
 */
export async function claimKey(
  tx: Queryable,
  values: { userId: string; key: string; request: string },
): Promise<boolean> {
  await waitAtMost(tx, {});
  await forgetOld(tx, values);
  return (await claim(tx, values)).length > 0;
}

/** Keeps the answer under a key that this transaction has claimed. */
export const answerKey = statement(sql`update ${keys} set answer = ${sql.placeholder("answer")} where ${MINE}`);

/** What was asked for under a key that is taken, and what was answered. */
export async function readKey(
  tx: Queryable,
  values: { userId: string; key: string },
): Promise<{ request: string; answer: string }> {
  const [row] = await read(tx, values);
  return row!; // it was taken a moment ago, and a day has not passed
}

/** Whether `claimKey` gave up waiting (PostgreSQL's lock_not_available). */
export const isLockTimeout = (error: unknown) => (error as { code?: unknown }).code === "55P03";

/** Removes the keys whose day is over, of everybody. */
export async function sweepKeys(): Promise<void> {
  await sweep(database().auth, {});
}

/** The wait for the lock must end before the statement's own deadline does. */
const waitAtMost = statement(
  sql`select set_config('lock_timeout', '4s', true), set_config('statement_timeout', '8s', true)`,
);
const forgetOld = statement(sql`delete from ${keys} where ${MINE} and ${OLD}`);
const claim = statement<{ key: string }>(sql`
  insert into ${keys} (user_id, key, request, answer)
  values (${sql.placeholder("userId")}, ${sql.placeholder("key")}, ${sql.placeholder("request")}, '')
  on conflict do nothing returning key`);
const read = statement<{ request: string; answer: string }>(
  sql`select ${keys.request}, ${keys.answer} from ${keys} where ${MINE}`,
);
const sweep = statement(sql`delete from ${keys} where ${OLD}`);
