import { type SQL, sql } from "drizzle-orm";

import { type Door, database, type Queryable } from "./database.server";
import { ForeignRow, SessionEnded } from "./errors.server";
import { announce } from "./news.server";
import type { Wait } from "./patience.server";
import { session } from "./schema.server";
import { statement } from "./statement.server";

/** Who is asking: a user, through a session that was alive when they were identified. */
export interface Principal {
  userId: string;
  sessionId: string;
  /** What their request has waited for the database, where that goes with them. */
  wait?: Wait;
}

const doorOf = ({ wait }: Principal): Door => (wait ? database().app.waiting(wait) : database().app);

/**
 * A table of one row, `me(user_id)`, for a session that lives, and of none for one that does not. Reading it sets the
 * identity that row-level security asks for, for this transaction only. Statements must reach `tasks` through
 * `me` (a lateral join, an insert from it): that makes PostgreSQL read `me` first. `offset 0` keeps it from being moved.
 */
export const me: SQL = sql`(
  select set_config('app.user_id', s.user_id, true) as user_id
  from (
    select ${session.userId} as user_id from ${session}
    where ${session.id} = ${sql.placeholder("sessionId")} and ${session.userId} = ${sql.placeholder("userId")}
      and ${session.expiresAt} > now() offset 0
  ) s offset 0
) me`;

const identify = statement<{ user_id: string }>(sql`select me.user_id from ${me}`);

/**
 * One statement that carries its identity with it (it selects from `me`), in one round trip.
 * No row means that the session is gone: throws SessionEnded.
 */
export async function oneAsUser<Row>(
  principal: Principal,
  run: (db: Queryable, values: Record<string, unknown>) => Promise<Row[]>,
  values: Record<string, unknown> = {},
): Promise<Row> {
  const [row] = await run(doorOf(principal), { ...values, ...principal });
  if (!row) throw new SessionEnded();
  return row;
}

/** Part of a statement that writes: until when somebody waits for it. The database undoes it when it comes later. */
export const deadline: SQL = sql`(select set_config('app.deadline', coalesce(${sql.placeholder("deadline")}::text, ''), true)) d`;
/** What the database's clock shows, in milliseconds since 1970. */
export const clock: SQL = sql`(extract(epoch from clock_timestamp()) * 1000)::float8`;

/**
 * The same for one statement that also adds to tasks, selects from `deadline` and tells `clock` as `now`. It is not
 * carried out when its answer could no longer come in time, and is announced otherwise.
 */
export async function addAsUser<Row extends { now: number }>(
  principal: Principal,
  run: (db: Queryable, values: Record<string, unknown>) => Promise<Row[]>,
  values: Record<string, unknown>,
): Promise<Row> {
  const [row] = await doorOf(principal).writeInTime((db, until) =>
    run(db, { ...values, ...principal, deadline: until }),
  );
  if (!row) throw new SessionEnded();
  announce(principal.userId);
  return row;
}

/**
 * Several statements as one transaction of the principal's. Throws SessionEnded before any of them. When one of them has
 * changed tasks, that is announced once all of it is stored.
 */
export async function asUser<T>(principal: Principal, run: (tx: Queryable) => Promise<T>): Promise<T> {
  let changed = false;
  const result = await doorOf(principal).transaction(async (tx) => {
    const [row] = await identify(tx, { ...principal });
    if (!row) throw new SessionEnded();
    const note = <Rows extends { count: number }>(text: string, rows: Rows): Rows => {
      if (rows.count > 0 && CHANGES_TASKS.test(text)) changed = true;
      return rows;
    };
    return run({
      query: async <Row>(text: string, values?: unknown[]) => note(text, await tx.query<Row>(text, values)),
      queryArrays: async (text, values) => note(text, await tx.queryArrays(text, values)),
    });
  });
  if (changed) announce(principal.userId);
  return result;
}
const CHANGES_TASKS = /\b(?:insert into|update|delete from) "tasks"/;

/** Whether the session still lives. For answers that would otherwise not ask the database. */
export async function sessionLives(principal: Principal): Promise<boolean> {
  return (await identify(doorOf(principal), { ...principal })).length > 0;
}

/**
 * Passes on rows, as PostgreSQL wrote them in JSON, when all of them are the principal's own; throws when one is not.
 * Neither a statement nor a policy should ever let one through: this looks once more, before it leaves.
 */
export function own(principal: Principal, json: string): string {
  // Within a JSON string a quote is escaped, so what looks like this key is this key.
  for (let at = json.indexOf(OWNER); at !== -1; at = json.indexOf(OWNER, at)) {
    at += OWNER.length;
    if (!isOwn(json.slice(at, json.indexOf('"', at)), principal)) throw new ForeignRow();
  }
  return json;
}
const OWNER = '"user_id":"';

function isOwn(userId: string, principal: Principal): boolean {
  return userId === principal.userId;
}
