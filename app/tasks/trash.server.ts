import { type SQL, sql } from "drizzle-orm";

import { database } from "~/db/database.server";
import { asUser, me, oneAsUser, own, type Principal } from "~/db/identity.server";
import { taskChanges, tasks } from "~/db/schema.server";
import { momentText, statement } from "~/db/statement.server";
import { asJson } from "./columns.server";
import { searchQuery, wordsOf } from "./search.server";
import { type Selection, selected, TOUCHED, type Touched, WHICH, type Which } from "./selection.server";

/** What the Trash shows of a task. */
export interface TrashedTask {
  id: string;
  title: string;
  completed: boolean;
  deleted_at: string;
}

export interface TrashQuery {
  /** Words to search for. */
  q?: string | undefined;
  limit: number;
  offset: number;
}

/** A page of a person's Trash, newest deletion first. */
export async function listTrash(
  principal: Principal,
  { q, limit, offset }: TrashQuery,
): Promise<{ items: TrashedTask[]; count: number }> {
  const words = q === undefined ? null : searchQuery(wordsOf(q));
  const row = await oneAsUser(principal, q === undefined ? listStatement : searchStatement, { words, limit, offset });
  return { items: JSON.parse(own(principal, row.items)), count: row.count };
}

/** How many tasks in the Trash are meant, the title when there is one, and the moment at which that was so. */
export async function lookAtTrash(
  principal: Principal,
  selection: Selection,
): Promise<{ count: number; title: string | undefined; until: string }> {
  const { which, values } = selected(selection);
  const row = await oneAsUser(principal, lookStatements[which], values);
  const items = JSON.parse(own(principal, row.items)) as { title: string }[];
  return { count: row.count, title: row.count === 1 ? items[0]?.title : undefined, until: row.until };
}

/** Removes tasks from the Trash for good, those that were there at the moment `until`. Tells how many. */
export async function purgeTasks(principal: Principal, selection: Selection, until: string): Promise<number> {
  const { which, values } = selected(selection);
  return asUser(principal, async (tx) => {
    const [row] = await purgeStatements[which](tx, { ...values, until, userId: principal.userId });
    own(principal, row!.owners);
    return row!.count;
  });
}

/** The Trash as pieces of a JSON array, for the export: no more than a page of it is held at a time. */
export async function* everyTrashedTaskJson(principal: Principal): AsyncGenerator<string> {
  let after = "00000000-0000-0000-0000-000000000000";
  let comma = "";
  yield "[";
  for (;;) {
    const { items, last } = await oneAsUser(principal, pageStatement, { after });
    if (last === null) break;
    yield comma + own(principal, items);
    comma = ",\n";
    after = last;
  }
  yield "]";
}

/**
 * Removes for good what has lain in the Trash for thirty days, of everybody, and what could be undone for a day. A
 * thousand tasks at a time, so that nobody waits behind it for long.
 */
export async function sweepTrash(): Promise<void> {
  await forgetChanges(database().auth, {});
  let swept: unknown[];
  do swept = await sweep(database().auth, {});
  while (swept.length === SWEEP);
}

const trashed = sql`${tasks.deletedAt} is not null`;
const found = sql` and ${tasks.words} @@ ${sql.placeholder("words")}::text::tsquery`;

const listOf = (which: SQL) =>
  statement<{ items: string; count: number }>(sql`
    select coalesce(l.items, '[]') as items, c.count from ${me}
    left join lateral (
      select json_agg(row_to_json(t))::text as items from (
        select ${tasks.id}, ${tasks.userId}, ${tasks.title}, ${tasks.completed}, ${momentText(tasks.deletedAt)} as deleted_at
        from ${tasks} where ${tasks.userId} = me.user_id and ${trashed}${which}
        order by ${tasks.deletedAt} desc, ${tasks.id} desc
        limit ${sql.placeholder("limit")}::int offset ${sql.placeholder("offset")}::int
      ) t
    ) l on true
    left join lateral (
      select count(*)::int as count from ${tasks} where ${tasks.userId} = me.user_id and ${trashed}${which}
    ) c on true`);
const listStatement = listOf(sql``);
const searchStatement = listOf(found);

const each = <T>(make: (which: SQL) => T) =>
  Object.fromEntries(Object.entries(WHICH).map(([name, which]) => [name, make(which)])) as Record<Which, T>;

const lookStatements = each((which) =>
  statement<{ count: number; items: string; until: string }>(sql`
    select coalesce(l.items, '[]') as items, l.count, ${momentText(sql`now()`)} as until from ${me}
    left join lateral (
      select count(*)::int as count, (json_agg(row_to_json(t)) filter (where t.n = 1))::text as items from (
        select ${tasks.userId}, ${tasks.title}, row_number() over () as n from ${tasks}
        where ${tasks.userId} = me.user_id and ${trashed}${which}
      ) t
    ) l on true`),
);

const purgeStatements = each((which) =>
  statement<Touched>(sql`
    with target as materialized (
      select ${tasks.userId}, ${tasks.id} from ${tasks}
      where ${tasks.userId} = ${sql.placeholder("userId")} and ${trashed}
        and ${tasks.deletedAt} <= ${sql.placeholder("until")}::text::timestamptz${which}
      order by ${tasks.id} for update
    ), purged as (
      delete from ${tasks} using target
      where ${tasks.userId} = ${sql.placeholder("userId")} and ${tasks.id} = target.id
    )
    ${TOUCHED}`),
);

const pageStatement = statement<{ items: string; last: string | null }>(sql`
  select coalesce(l.items, '') as items, l.last from ${me}
  left join lateral (
    select string_agg(t.item, ',' order by t.id) as items, max(t.id::text) as last from (
      select ${asJson(sql`',"deleted_at":"', ${momentText(tasks.deletedAt)}, '"'`)} as item, ${tasks.id} from ${tasks}
      where ${tasks.userId} = me.user_id and ${trashed} and ${tasks.id} > ${sql.placeholder("after")}::uuid
      order by ${tasks.id} limit 500
    ) t
  ) l on true`);

const SWEEP = 1000;
const due = sql`${tasks.deletedAt} < now() - interval '30 days'`;
const sweep = statement(sql`
  delete from ${tasks} where (${tasks.userId}, ${tasks.id}) in (
    select ${tasks.userId}, ${tasks.id} from ${tasks} where ${due} order by ${tasks.deletedAt} limit ${SWEEP}
  ) returning id`);
const forgetChanges = statement(
  sql`delete from ${taskChanges} where ${taskChanges.createdAt} < now() - interval '24 hours'`,
);
