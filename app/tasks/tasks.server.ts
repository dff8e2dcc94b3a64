import { type SQL, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";

import type { Queryable } from "~/db/database.server";
import { asUser, me, oneAsUser, type Principal } from "~/db/identity.server";
import { tasks } from "~/db/schema.server";
import { statement } from "~/db/statement.server";
import type { SortOrder, Task, TaskSort, TaskStatus } from "./task";
import type { NewTask, TaskChanges, TaskQuery } from "./task-input.server";

/** Whether a change may go ahead on a task at this version: a form's hidden version, a request's If-Match. */
export type VersionMatch = (version: number) => boolean;

/** Somebody else was quicker: nothing has changed, and this is what stands there now. */
export interface Stale {
  outcome: "stale";
  current: Task;
}

/** A page of a person's tasks as JSON text, `{"items":[…],"count":n}`, made by PostgreSQL. */
export async function listTasksJson(principal: Principal, query: TaskQuery): Promise<string> {
  const { limit, offset } = query;
  const row = await oneAsUser(principal, listStatement(query), { limit, offset });
  return `{"items":${row.items},"count":${row.count}}`;
}

/** The same page as objects. */
export async function listTasks(principal: Principal, query: TaskQuery): Promise<{ items: Task[]; count: number }> {
  return JSON.parse(await listTasksJson(principal, query));
}

/** How many tasks are pending and how many done. */
export async function countTasks(principal: Principal): Promise<{ pending: number; done: number }> {
  const { pending, done } = await oneAsUser(principal, countStatement);
  return { pending: Number(pending), done: Number(done) };
}

/** A person's own task. Missing, malformed and somebody else's id are one answer: undefined. */
export async function getTask(principal: Principal, taskId: string): Promise<Task | undefined> {
  const { task } = await oneAsUser(principal, getStatement, { taskId: knownId(taskId) });
  return task === null ? undefined : JSON.parse(task);
}

export async function createTask(principal: Principal, input: NewTask): Promise<Task> {
  const { task } = await oneAsUser(principal, insertStatement, { ...input, taskId: uuidv7() });
  return JSON.parse(task);
}

/** Changes what is given and differs; when nothing differs, nothing changes, the version included. */
export async function updateTask(
  principal: Principal,
  taskId: string,
  changes: TaskChanges,
  matches: VersionMatch = anyVersion,
): Promise<{ outcome: "updated"; task: Task } | Stale | undefined> {
  return asUser(principal, async (tx) => {
    const current = await lock(tx, principal, taskId);
    if (!current) return undefined;
    if (!matches(current.version)) return { outcome: "stale", current };
    const { title, description, completed } = { ...current, ...defined(changes) };
    if (title === current.title && description === current.description && completed === current.completed)
      return { outcome: "updated", task: current };
    const values = { title, description, completed, taskId: current.id, userId: principal.userId };
    const [row] = await updateStatement(tx, values);
    return { outcome: "updated", task: JSON.parse(row!.task) }; // locked above, so it is still there
  });
}

export async function deleteTask(
  principal: Principal,
  taskId: string,
  matches: VersionMatch = anyVersion,
): Promise<{ outcome: "deleted" } | Stale | undefined> {
  return asUser(principal, async (tx) => {
    const current = await lock(tx, principal, taskId);
    if (!current) return undefined;
    if (!matches(current.version)) return { outcome: "stale", current };
    await deleteStatement(tx, { taskId: current.id, userId: principal.userId });
    return { outcome: "deleted" };
  });
}

const anyVersion: VersionMatch = () => true;

/** No task has this id, so a malformed one goes the way of a missing one, session check included. */
const NO_TASK = "00000000-0000-0000-0000-000000000000";
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const knownId = (taskId: string) => (UUID.test(taskId) ? taskId : NO_TASK);

const defined = (changes: TaskChanges) =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<Task>;

const timestamp = (column: SQL | typeof tasks.createdAt | typeof tasks.completedAt) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The columns of the contract, in its order and its form. A new column stays private until it is listed here. */
const columns = sql`
  ${tasks.id}, ${tasks.userId}, ${tasks.title}, ${tasks.description}, ${tasks.completed},
  ${timestamp(tasks.completedAt)} as completed_at, ${tasks.version},
  ${timestamp(tasks.createdAt)} as created_at, ${timestamp(tasks.updatedAt)} as updated_at`;
const asJson = sql`(select row_to_json(t)::text from (select ${columns}) t)`;

const owned = sql`${tasks.userId} = ${sql.placeholder("userId")} and ${tasks.id} = ${sql.placeholder("taskId")}`;

const getStatement = statement<{ task: string | null }>(sql`
  select t.task from ${me} left join lateral (
    select ${asJson} as task from ${tasks}
    where ${tasks.userId} = me.user_id and ${tasks.id} = ${sql.placeholder("taskId")}
  ) t on true`);

const countStatement = statement<{ pending: string; done: string }>(sql`
  select c.* from ${me} left join lateral (
    select count(*) filter (where not ${tasks.completed}) as pending, count(*) filter (where ${tasks.completed}) as done
    from ${tasks} where ${tasks.userId} = me.user_id
  ) c on true`);

const insertStatement = statement<{ task: string }>(sql`
  insert into ${tasks} (id, user_id, title, description, completed, completed_at)
  select ${sql.placeholder("taskId")}::uuid, me.user_id, ${sql.placeholder("title")}, ${sql.placeholder("description")},
    c.completed, case when c.completed then now() end
  from ${me}, (select ${sql.placeholder("completed")}::boolean as completed) c
  returning ${asJson} as task`);

const lockStatement = statement<{ task: string }>(sql`select ${asJson} as task from ${tasks} where ${owned} for update`);

/** A task that stays done keeps the time at which it was done. */
const updateStatement = statement<{ task: string }>(sql`
  update ${tasks} set title = ${sql.placeholder("title")}, description = ${sql.placeholder("description")},
    completed = ${sql.placeholder("completed")},
    completed_at = case when not ${sql.placeholder("completed")}::boolean then null else coalesce(${tasks.completedAt}, now()) end,
    version = ${tasks.version} + 1, updated_at = now()
  where ${owned} returning ${asJson} as task`);

const deleteStatement = statement(sql`delete from ${tasks} where ${owned}`);

async function lock(tx: Queryable, principal: Principal, taskId: string): Promise<Task | undefined> {
  const [row] = await lockStatement(tx, { userId: principal.userId, taskId: knownId(taskId) });
  return row && JSON.parse(row.task);
}

const inStatus: Record<TaskStatus, SQL> = {
  all: sql``,
  pending: sql` and not ${tasks.completed}`,
  done: sql` and ${tasks.completed}`,
};
const sortKey: Record<TaskSort, SQL> = {
  created_at: sql`${tasks.createdAt}`,
  updated_at: sql`${tasks.updatedAt}`,
  // As people sort, whatever locale the database was made with: "apple" before "Banana".
  title: sql`${tasks.title} collate "und-x-icu"`,
};
const direction: Record<SortOrder, SQL> = { asc: sql`asc`, desc: sql`desc` };

type ListStatement = ReturnType<typeof statement<{ items: string; count: string }>>;
const listStatements = new Map<string, ListStatement>();

/** One fixed text for each filter and order, so that each is prepared once. */
function listStatement({ status, sort, order }: TaskQuery): ListStatement {
  const key = `${status} ${sort} ${order}`;
  const known = listStatements.get(key);
  if (known) return known;
  const mine = sql`from ${tasks} where ${tasks.userId} = me.user_id${inStatus[status]}`;
  const made: ListStatement = statement(sql`
    select coalesce(l.items, '[]') as items, c.count from ${me}
    left join lateral (
      select json_agg(t)::text as items from (
        select ${columns} ${mine} order by ${sortKey[sort]} ${direction[order]}, ${tasks.id} ${direction[order]}
        limit ${sql.placeholder("limit")}::int offset ${sql.placeholder("offset")}::int
      ) t
    ) l on true
    left join lateral (select count(*) as count ${mine}) c on true`);
  listStatements.set(key, made);
  return made;
}
