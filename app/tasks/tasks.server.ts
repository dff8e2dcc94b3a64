import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";

import type { Queryable } from "~/db/database.server";
import { answerKey, claimKey, isLockTimeout, readKey } from "~/db/idempotency.server";
import { addAsUser, asUser, clock, deadline, me, oneAsUser, own, type Principal } from "~/db/identity.server";
import { tasks } from "~/db/schema.server";
import { statement } from "~/db/statement.server";
import { asJson } from "./columns.server";
import { wordsOf } from "./search.server";
import { changeTasks } from "./selection.server";
import type { Task } from "./task";
import { isId, newId } from "./task-id.server";
import type { NewTask, TaskChanges } from "./task-input.server";

/** Whether a change may go ahead on a task at this version: a form's hidden version, a request's If-Match. */
export type VersionMatch = (version: number) => boolean;

/** Somebody else was quicker: nothing has changed, and this is what stands there now. */
export interface Stale {
  outcome: "stale";
  current: Task;
}

/** A task as the JSON text that the API sends, and what else is asked of it there. */
export interface TaskText {
  json: string;
  version: number;
}

/** A person's own task. Missing, malformed and somebody else's id are one answer: undefined. */
export async function getTaskJson(principal: Principal, taskId: string): Promise<TaskText | undefined> {
  const { task, version } = await oneAsUser(principal, getStatement, { taskId: knownId(taskId) });
  return task === null ? undefined : { json: own(principal, task), version };
}

/** The same as an object. */
export async function getTask(principal: Principal, taskId: string): Promise<Task | undefined> {
  const found = await getTaskJson(principal, taskId);
  return found && JSON.parse(found.json);
}

/** Adds a task and gives what stands there now. */
export async function createTaskJson(principal: Principal, input: NewTask): Promise<TaskText & { id: string }> {
  const row = newRow(input);
  const { task, version } = await addAsUser(principal, insertStatement, row);
  return { id: row.taskId, json: own(principal, task), version };
}

/** The same as an object. */
export async function createTask(principal: Principal, input: NewTask): Promise<Task> {
  return JSON.parse((await createTaskJson(principal, input)).json);
}

/**
 * Creates a task once for each `key`, however often and however much at once it is asked: `repeated` gives what was
 * created the first time, `mismatch` says that the key came with something else then, `busy` that the first time has
 * been running for four seconds. A key is remembered for 24 hours.
 */
export async function createTaskOnce(
  principal: Principal,
  key: string,
  input: NewTask,
): Promise<{ outcome: "created" | "repeated"; task: Task } | { outcome: "mismatch" } | { outcome: "busy" }> {
  const request = createHash("sha256").update(JSON.stringify(input)).digest("base64url");
  const { userId } = principal;
  try {
    return await asUser(principal, async (tx) => {
      const claimed = await claimKey(tx, { userId, key, request });
      if (claimed) {
        const [row] = await insertStatement(tx, { ...newRow(input), ...principal, deadline: null });
        await answerKey(tx, { userId, key, answer: row!.task });
        return { outcome: "created", task: JSON.parse(row!.task) };
      }
      const first = await readKey(tx, { userId, key });
      return first.request === request
        ? { outcome: "repeated", task: JSON.parse(own(principal, first.answer)) }
        : { outcome: "mismatch" };
    });
  } catch (error) {
    if (isLockTimeout(error)) return { outcome: "busy" };
    throw error;
  }
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
    const words = wordsIn({ title, description });
    const values = { title, description, completed, words, taskId: current.id, userId: principal.userId };
    const [row] = await updateStatement(tx, values);
    return { outcome: "updated", task: JSON.parse(row!.task) }; // locked above, so it is still there
  });
}

/** Puts a task into the Trash; `change` is what that can be undone by. */
export async function deleteTask(
  principal: Principal,
  taskId: string,
  matches: VersionMatch = anyVersion,
): Promise<{ outcome: "deleted"; change: string } | Stale | undefined> {
  return asUser(principal, async (tx) => {
    const current = await lock(tx, principal, taskId);
    if (!current) return undefined;
    if (!matches(current.version)) return { outcome: "stale", current };
    const { change } = await changeTasks(tx, principal, "deleted", { ids: [current.id] });
    return { outcome: "deleted", change };
  });
}

const anyVersion: VersionMatch = () => true;

/** No task has this id, so a malformed one goes the way of a missing one, session check included. */
const NO_TASK = "00000000-0000-0000-0000-000000000000";
const knownId = (taskId: string) => (isId(taskId) ? taskId : NO_TASK);

const wordsIn = ({ title, description }: Pick<Task, "title" | "description">) =>
  wordsOf(`${title} ${description ?? ""}`).join(" ");
const newRow = (input: NewTask) => ({ ...input, taskId: newId(), words: wordsIn(input) });

const defined = (changes: TaskChanges) =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<Task>;

const live = sql`${tasks.deletedAt} is null`;
const owned = sql`${tasks.userId} = ${sql.placeholder("userId")} and ${tasks.id} = ${sql.placeholder("taskId")} and ${live}`;

const getStatement = statement<{ task: string; version: number } | { task: null; version: null }>(sql`
  select t.task, t.version from ${me} left join lateral (
    select ${asJson()} as task, ${tasks.version} from ${tasks}
    where ${tasks.userId} = me.user_id and ${tasks.id} = ${sql.placeholder("taskId")} and ${live}
  ) t on true`);

const words = sql`array_to_tsvector(string_to_array(${sql.placeholder("words")}::text, ' '))`;

const insertStatement = statement<{ task: string; version: number; now: number }>(sql`
  insert into ${tasks} (id, user_id, title, description, completed, completed_at, words)
  select ${sql.placeholder("taskId")}::uuid, me.user_id, ${sql.placeholder("title")}, ${sql.placeholder("description")},
    c.completed, case when c.completed then now() end, ${words}
  from ${me}, ${deadline}, (select ${sql.placeholder("completed")}::boolean as completed) c
  returning ${asJson()} as task, ${tasks.version}, ${clock} as now`);

const lockStatement = statement<{ task: string }>(
  sql`select ${asJson()} as task from ${tasks} where ${owned} for update`,
);

/** A task that stays done keeps the time at which it was done. */
const updateStatement = statement<{ task: string }>(sql`
  update ${tasks} set title = ${sql.placeholder("title")}, description = ${sql.placeholder("description")},
    words = ${words}, completed = ${sql.placeholder("completed")},
    completed_at = case when not ${sql.placeholder("completed")}::boolean then null else coalesce(${tasks.completedAt}, now()) end,
    version = ${tasks.version} + 1, updated_at = now()
  where ${owned} returning ${asJson()} as task`);

async function lock(tx: Queryable, principal: Principal, taskId: string): Promise<Task | undefined> {
  const [row] = await lockStatement(tx, { userId: principal.userId, taskId: knownId(taskId) });
  return row && JSON.parse(own(principal, row.task));
}
