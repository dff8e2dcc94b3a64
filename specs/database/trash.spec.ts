import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { Principal } from "../../app/db/identity.server";
import { changeSelected } from "../../app/tasks/selection.server";
import { countTasks, listTasks } from "../../app/tasks/task-list.server";
import { createTask, createTaskOnce, deleteTask, getTask, updateTask } from "../../app/tasks/tasks.server";
import { sweepTrash } from "../../app/tasks/trash.server";
import { undoChange } from "../../app/tasks/undo.server";
import { openTestDatabase, principalIn, type TestDatabase } from "../support/database";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

const milk = { title: "Buy milk", description: null, completed: false };
const ALL = { status: "all", sort: "created_at", order: "desc", limit: 50, offset: 0 } as const;
const everything = { all: true, status: "all" } as const;

/** The counts as the triggers keep them, and as they are when everything is counted. */
async function counted(who: Principal) {
  const [row] = await db.owner(
    `select count(*) filter (where not completed)::int as pending, count(*) filter (where completed)::int as done
     from tasks where user_id = $1 and deleted_at is null`,
    [who.userId],
  );
  expect(await countTasks(who)).toEqual(row);
  return row;
}

test("a deleted task is nowhere but in the Trash, and comes back as it was [TASK-010, TASK-021, DB-012]", async () => {
  const who = await principalIn(db);
  const made = await createTaskOnce(who, "key", milk);
  const { id } = (made as { task: { id: string } }).task;
  await updateTask(who, id, { completed: true });
  const before = await getTask(who, id);
  const { change } = (await deleteTask(who, id)) as { change: string };

  expect(await getTask(who, id)).toBeUndefined();
  expect(await updateTask(who, id, { title: "x" })).toBeUndefined();
  expect(await deleteTask(who, id)).toBeUndefined();
  for (const query of [ALL, { ...ALL, q: "milk" }, { ...ALL, status: "done" as const }])
    expect(await listTasks(who, query)).toEqual({ items: [], count: 0 });
  expect(await counted(who)).toEqual({ pending: 0, done: 0 });
  // What was answered before is answered again, as for one that is gone.
  expect(await createTaskOnce(who, "key", milk)).toMatchObject({ outcome: "repeated", task: { id } });

  expect(await undoChange(who, change)).toEqual({ kind: "deleted", count: 1 });
  expect(await undoChange(who, change)).toBeUndefined();
  expect(await getTask(who, id)).toEqual(before);
  expect(await counted(who)).toEqual({ pending: 0, done: 1 });
});

test("thousands are changed in one statement, and undone in another, and the counts are right [DB-012, TASK-022, TASK-023]", async () => {
  const who = await principalIn(db);
  await db.owner(
    `insert into tasks (id, user_id, title, completed, completed_at, words, updated_at, created_at)
     select gen_random_uuid(), $1, 't' || n, n % 4 = 0, case when n % 4 = 0 then '2026-01-01'::timestamptz + make_interval(secs => n) end,
       array_to_tsvector(array['t' || n, case when n % 2 = 0 then 'even' else 'odd' end]), '2026-01-02', '2026-01-02'
     from generate_series(1, 3000) n`,
    [who.userId],
  );
  const rows = () => db.owner("select * from tasks where user_id = $1 order by id", [who.userId]);
  const before = await rows();
  expect(await counted(who)).toEqual({ pending: 2250, done: 750 });

  const reopened = await changeSelected(who, "reopened", { all: true, status: "all", q: "even" });
  expect(reopened.count).toBe(750);
  expect(await counted(who)).toEqual({ pending: 3000, done: 0 });
  const deleted = await changeSelected(who, "deleted", everything);
  expect(deleted.count).toBe(3000);
  expect(await counted(who)).toEqual({ pending: 0, done: 0 });
  expect((await changeSelected(who, "completed", everything)).count).toBe(0);
  const ids = (await rows()).slice(0, 100).map((row) => String(row.id));
  const restored = await changeSelected(who, "restored", { ids: [...ids, ...ids, randomUUID(), "nonsense"] });
  expect(restored.count).toBe(100);
  expect(await counted(who)).toEqual({ pending: 100, done: 0 });

  // What was taken back by other ways in the meantime is left as it is.
  expect(await undoChange(who, deleted.change)).toEqual({ kind: "deleted", count: 2900 });
  expect(await undoChange(who, restored.change)).toEqual({ kind: "restored", count: 100 });
  expect((await changeSelected(who, "restored", everything)).count).toBe(100);
  expect(await undoChange(who, reopened.change)).toEqual({ kind: "reopened", count: 750 });
  expect(await counted(who)).toEqual({ pending: 2250, done: 750 });
  const edited = (row: Record<string, unknown>) => ({ ...row, version: 0, updated_at: 0 });
  expect((await rows()).map(edited)).toEqual(before.map(edited));
  expect((await rows()).filter(({ completed }) => completed).map(({ version }) => version)).toEqual(Array(750).fill(3));
  await db.owner("delete from tasks where user_id = $1 and completed", [who.userId]);
  expect(await counted(who)).toEqual({ pending: 2250, done: 0 });
});

test("the sweep removes what was deleted thirty days ago, and nothing else of anybody's [TASK-020]", async () => {
  const [ada, eve] = [await principalIn(db), await principalIn(db)];
  const [old, young, live] = await Promise.all([ada, eve, eve].map((who) => createTask(who, milk)));
  await deleteTask(ada, old!.id);
  await deleteTask(eve, young!.id);
  const age = (id: string, interval: string) =>
    db.owner("update tasks set deleted_at = now() - $2::text::interval where id = $1", [id, interval]);
  await age(old!.id, "30 days 1 minute");
  await age(young!.id, "29 days 23 hours");
  // More than one bite of it.
  await db.owner(
    `insert into tasks (id, user_id, title, deleted_at) select gen_random_uuid(), $1, 'x', now() - interval '31 days'
     from generate_series(1, 1500)`,
    [ada.userId],
  );
  await db.owner("update task_changes set created_at = now() - interval '25 hours' where user_id = $1", [ada.userId]);
  await Promise.all([sweepTrash(), sweepTrash()]);

  const left = (await db.owner("select id from tasks where user_id in ($1, $2)", [ada.userId, eve.userId])).map(
    (row) => row.id,
  );
  expect(left.sort()).toEqual([young!.id, live!.id].sort());
  expect(await db.owner("select * from task_changes where user_id = $1", [ada.userId])).toEqual([]);
  expect(await db.owner("select * from task_changes where user_id = $1", [eve.userId])).toHaveLength(1);
  expect(await counted(eve)).toEqual({ pending: 1, done: 0 });
  expect(await db.auth.query("select id from tasks")).toHaveLength(0);
});
