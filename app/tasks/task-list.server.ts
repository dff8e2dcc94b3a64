import { type SQL, sql } from "drizzle-orm";

import { me, oneAsUser, own, type Principal } from "~/db/identity.server";
import { taskCounts, tasks } from "~/db/schema.server";
import { statement } from "~/db/statement.server";
import { asJson } from "./columns.server";
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
  const { limit, offset } = query;
  // How many there are tells whether more follow; not so after a cursor, where one more is asked for than wanted.
  const probe = after ? 1 : 0;
  const values = { limit: limit + probe, offset, ...after, words: words && searchQuery(words) };
  const row = await oneAsUser(principal, listStatement(query, words !== undefined, after !== undefined), values);
  const count = Number(row.count);
  const found = own(principal, row.items);
  const more = probe ? row.n > limit : row.n === limit && count > offset + limit;
  const items = probe && more ? found.slice(0, found.lastIndexOf(NEXT_ITEM)) : found;
  return { items: `[${items}]`, count, next: more ? placeOf(items, query.sort) : null };
}

/** Where one item of a list ends and another begins: within a JSON string a quote is escaped, so this is nowhere else. */
const NEXT_ITEM = ',{"id":"';

/** The place right after the last of these items. */
function placeOf(items: string, sort: TaskSort): Place {
  const last: Task = JSON.parse(items.slice(items.lastIndexOf('{"id":"')));
  return { key: last[sort], id: last.id };
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

/** What a list is sorted by, and the same from a text of a cursor: the field of a task as its JSON has it. */
interface SortKey {
  column: SQL;
  value: SQL;
}
const moment = (column: SQL): SortKey => ({
  column,
  value: sql`${sql.placeholder("key")}::text::timestamptz`,
});
const sortKey: Record<TaskSort, SortKey> = {
  created_at: moment(sql`${tasks.createdAt}`),
  updated_at: moment(sql`${tasks.updatedAt}`),
  // As people sort, whatever locale the database was made with: "apple" before "Banana".
  title: {
    column: sql`${tasks.title} collate "und-x-icu"`,
    value: sql`${sql.placeholder("key")}::text`,
  },
};
const direction: Record<SortOrder, SQL> = { asc: sql`asc`, desc: sql`desc` };
const beyond: Record<SortOrder, SQL> = { asc: sql`>`, desc: sql`<` };

interface Row {
  items: string;
  n: number;
  count: string;
}
type ListStatement = ReturnType<typeof statement<Row>>;
const listStatements = new Map<string, ListStatement>();

/** One fixed text for each filter, order and way of paging, so that each is prepared once. */
function listStatement({ status, sort, order }: TaskQuery, searched: boolean, after: boolean): ListStatement {
  const name = `${status} ${sort} ${order} ${searched} ${after}`;
  const known = listStatements.get(name);
  if (known) return known;
  const { column, value } = sortKey[sort];
  const found = searched ? sql` and ${tasks.words} @@ ${sql.placeholder("words")}::text::tsquery` : sql``;
  const mine = sql`from ${tasks} where ${tasks.userId} = me.user_id and ${tasks.deletedAt} is null${inStatus[status]}${found}`;
  const place = after
    ? sql` and (${column}, ${tasks.id}) ${beyond[order]} (${value}, ${sql.placeholder("id")}::uuid)`
    : sql``;
  const start = after ? sql`` : sql`offset ${sql.placeholder("offset")}::int`;
  const made: ListStatement = statement(sql`
    select coalesce(l.items, '') as items, l.n, coalesce(c.count, 0) as count from ${me}
    left join lateral (
      select string_agg(p.item, ',') as items, count(*)::int as n from (
        select ${asJson()} as item ${mine}${place}
        order by ${column} ${direction[order]}, ${tasks.id} ${direction[order]} limit ${sql.placeholder("limit")}::int ${start}
      ) p
    ) l on true
    left join lateral (${
      searched
        ? sql`select count(*) as count ${mine}`
        : sql`select ${counted[status]} as count from ${taskCounts} where ${taskCounts.userId} = me.user_id`
    }) c on true`);
  listStatements.set(name, made);
  return made;
}
