import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";

import { database } from "~/db/database.server";
import { rateLimits } from "~/db/schema.server";
import { statement } from "~/db/statement.server";

/** At most `max` of something in `seconds`; a `max` of 0 switches the limit off. */
export interface Limit {
  name: string;
  max: number;
  seconds: number;
}

/**
 * Counts one more for `who` and says in how many seconds to come back if that was one too many, else undefined.
 * Counted before the attempt, in a statement of its own: a hundred attempts at once are a hundred, and no rollback undoes it.
 */
export async function countAgainst(limit: Limit, who: string): Promise<number | undefined> {
  if (limit.max === 0) return undefined;
  const values = { key: keyOf(limit, who), seconds: limit.seconds };
  const [row] = await countStatement(database().auth, values);
  return row!.count > limit.max ? Math.max(1, Math.ceil(row!.wait)) : undefined;
}

/** Takes one count back: the attempt was not the kind that is limited. */
export async function giveBack(limit: Limit, who: string): Promise<void> {
  if (limit.max > 0) await giveBackStatement(database().auth, { key: keyOf(limit, who) });
}

/** Forgets what was counted: the person has shown who they are. */
export async function forgive(limit: Limit, who: string): Promise<void> {
  if (limit.max > 0) await forgiveStatement(database().auth, { key: keyOf(limit, who) });
}

/** A digest, so that the table names no account and no address. */
function keyOf(limit: Limit, who: string): string {
  return `${limit.name}:${createHash("sha256").update(who).digest("base64url")}`;
}

const key = sql.placeholder("key");
const over = sql`${rateLimits.resetsAt} <= now()`;
const later = sql`now() + make_interval(secs => ${sql.placeholder("seconds")}::int)`;

const countStatement = statement<{ count: number; wait: number }>(sql`
  insert into ${rateLimits} (key, count, resets_at) values (${key}, 1, ${later})
  on conflict (key) do update set
    count = case when ${over} then 1 else ${rateLimits.count} + 1 end,
    resets_at = case when ${over} then excluded.resets_at else ${rateLimits.resetsAt} end
  returning count, extract(epoch from resets_at - now())::float8 as wait`);
const giveBackStatement = statement(sql`
  update ${rateLimits} set count = count - 1 where key = ${key} and count > 0`);
const forgiveStatement = statement(sql`delete from ${rateLimits} where key = ${key}`);
