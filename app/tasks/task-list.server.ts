import { type SQL, sql } from "drizzle-orm";

import { me, oneAsUser, own, type Principal } from "~/db/identity.server";
import { taskCounts, tasks } from "~/db/schema.server";
import { statement } from "~/db/statement.server";
import { columns } from "./columns.server";
import { searchQuery, wordsOf } from "./search.server";
import type { SortOrder, Task, TaskSort, TaskStatus } from "./task";
import type { TaskQuery } from "./task-input.server";

/** A place in a list: right after the task with this sort key and id. */
export interface Place {
  key: string;
  id: string;
}

/** A page of a list as PostgreSQL made it: `items` is a JSON array; `next` is where the next page begins. */
export interface TaskPage {
  items: string;
  count: number;
  next: Place | null;
}

/** A page of a person's tasks, from `after` on when it is given, else from the query's offset. */
export async function listTasksJson(principal: Principal, query: TaskQuery, after?: Place): Promise<TaskPage> {
  const words = query.q === undefined ? undefined : wordsOf(query.q);
  const values = { limit: query.limit, offset: query.offset, ...after, words: words && searchQuery(words) };
  const row = await oneAsUser(principal, listStatement(query, words !== undefined, after !== undefined), values);
  const next = row.next_id === null || row.next_key === null ? null : { key: row.next_key, id: row.next_id };
  return { items: own(principal, row.items), count: Number(row.count), next };
}

/** The same page as objects. */
export async function listTasks(principal: Principal, query: TaskQuery): Promise<{ items: Task[]; count: number }> {
  const { items, count } = await listTasksJson(principal, query);
  return { items: JSON.parse(items), count };
}

/** How many tasks are pending and how many done. */
export async function countTasks(principal: Principal): Promise<{ pending: number; done: number }> {
  return oneAsUser(principal, countStatement);
}

const countStatement = statement<{ pending: number; done: number }>(sql`
  select coalesce(c.pending, 0) as pending, coalesce(c.done, 0) as done
  from ${me} left join lateral (
    select ${taskCounts.pending}, ${taskCounts.done} from ${taskCounts} where ${taskCounts.userId} = me.user_id
  ) c on true`);

const inStatus: Record<TaskStatus, SQL> = {
  all: sql``,
  pending: sql` and not ${tasks.completed}`,
  done: sql` and ${tasks.completed}`,
};
const counted: Record<TaskStatus, SQL> = {
  all: sql`pending + done`,
  pending: sql`pending`,
  done: sql`done`,
};

/** What a list is sorted by, as a text that a cursor can carry, and back. */
interface SortKey {
  column: SQL;
  text: SQL;
  value: SQL;
}
const moment = (column: SQL): SortKey => ({
  column,
  text: sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  value: sql`${sql.placeholder("key")}::text::timestamptz`,
});
const sortKey: Record<TaskSort, SortKey> = {
  created_at: moment(sql`${tasks.createdAt}`),
  updated_at: moment(sql`${tasks.updatedAt}`),
  // As people sort, whatever locale the database was made with: "apple" before "Banana".
  title: {
    column: sql`${tasks.title} collate "und-x-icu"`,
    text: sql`${tasks.title}`,
    value: sql`${sql.placeholder("key")}::text`,
  },
};
const direction: Record<SortOrder, SQL> = { asc: sql`asc`, desc: sql`desc` };
const beyond: Record<SortOrder, SQL> = { asc: sql`>`, desc: sql`<` };

interface Row {
  items: string;
  count: string;
  next_key: string | null;
  next_id: string | null;
}
type ListStatement = ReturnType<typeof statement<Row>>;
const listStatements = new Map<string, ListStatement>();

/** One fixed text for each filter, order and way of paging, so that each is prepared once. */
function listStatement({ status, sort, order }: TaskQuery, searched: boolean, after: boolean): ListStatement {
  const name = `${status} ${sort} ${order} ${searched} ${after}`;
  const known = listStatements.get(name);
  if (known) return known;
  const { column, text, value } = sortKey[sort];
  const found = searched ? sql` and ${tasks.words} @@ ${sql.placeholder("words")}::text::tsquery` : sql``;
  const mine = sql`from ${tasks} where ${tasks.userId} = me.user_id and ${tasks.deletedAt} is null${inStatus[status]}${found}`;
  const place = after
    ? sql` and (${column}, ${tasks.id}) ${beyond[order]} (${value}, ${sql.placeholder("id")}::uuid)`
    : sql``;
  const start = after ? sql`` : sql`offset ${sql.placeholder("offset")}::int`;
  const limit = sql`${sql.placeholder("limit")}::int`;
  // One row more than asked for tells whether there is a next page.
  const made: ListStatement = statement(sql`
    select coalesce(l.items, '[]') as items, l.next_key, l.next_id, coalesce(c.count, 0) as count from ${me}
    left join lateral (
      select (json_agg(row_to_json(t)) filter (where p.n <= ${limit}))::text as items,
        case when count(*) > ${limit} then max(p.key) filter (where p.n = ${limit}) end as next_key,
        case when count(*) > ${limit} then max(p.id::text) filter (where p.n = ${limit}) end as next_id
      from (
        select p.*, row_number() over () as n from (
          select ${text} as key, ${columns} ${mine}${place}
          order by ${column} ${direction[order]}, ${tasks.id} ${direction[order]} limit ${limit} + 1 ${start}
        ) p
      ) p, lateral (select p.id, p.user_id, p.title, p.description, p.completed, p.completed_at, p.version, p.created_at, p.updated_at) t
    ) l on true
    left join lateral (${
      searched
        ? sql`select count(*) as count ${mine}`
        : sql`select ${counted[status]} as count from ${taskCounts} where ${taskCounts.userId} = me.user_id`
    }) c on true`);
  listStatements.set(name, made);
  return made;
}
