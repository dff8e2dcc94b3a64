import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";

import { type Door, holdDatabase, type Queryable } from "../../app/db/database.server";
import type { Principal } from "../../app/db/identity.server";
import type { SortOrder, TaskSort, TaskStatus } from "../../app/tasks/task";
import { countTasks, listTasksJson } from "../../app/tasks/task-list.server";
import { createTask, deleteTask, getTask, updateTask } from "../../app/tasks/tasks.server";
import { openTestDatabase, principalIn, type TestDatabase } from "../support/database";

interface Sent {
  text: string;
  values: unknown[];
}

let db: TestDatabase;
let ada: Principal;
let taskId: string;
let sent: Sent[] = [];

beforeAll(async () => {
  db = await openTestDatabase();
  // A table that is worth an index: twenty people with a thousand tasks each, and one of them asks.
  ada = await principalIn(db);
  await db.owner(
    `insert into "user" (id, name, email) select 'crowd-' || n, 'Crowd', 'crowd-' || n || '@example.com' from generate_series(1, 19) n`,
  );
  await db.owner(
    `insert into tasks (id, user_id, title, words, created_at, completed, completed_at)
     select gen_random_uuid(), u.id, 'Task ' || n, array_to_tsvector(array['task', n::text]), now() - n * interval '1 hour',
       n % 3 = 0, case when n % 3 = 0 then now() end
     from generate_series(1, 1000) n, "user" u`,
  );
  await db.owner("analyze");
  ({ id: taskId } = await createTask(ada, { title: "The one", description: null, completed: false }));
  holdDatabase({ ...db, app: listening(db.app) });
});
afterAll(() => db.close());

/** The same door, that notes what is sent through it. */
function listening(door: Door): Door {
  const noting = (to: Queryable): Queryable => ({
    query: (text, values = []) => {
      sent.push({ text, values });
      return to.query(text, values);
    },
    queryArrays: (text, values) => to.queryArrays(text, values),
  });
  return {
    ...noting(door),
    transaction: (run) => door.transaction((tx) => run(noting(tx))),
    writeInTime: (write) => door.writeInTime((db, deadline) => write(noting(db), deadline)),
    waiting: (wait) => listening(door.waiting(wait)),
  };
}

async function sentBy(work: () => Promise<unknown>): Promise<Sent[]> {
  sent = [];
  await work();
  return sent;
}

const query = { status: "all", sort: "created_at", order: "desc", limit: 50, offset: 0 } as const;

describe("statements that a request sends [OPS-067]", () => {
  test("reading and adding take one, and changing and deleting at most three", async () => {
    const count = async (work: () => Promise<unknown>) => (await sentBy(work)).length;
    expect(await count(() => listTasksJson(ada, query))).toBe(1);
    expect(await count(() => listTasksJson(ada, { ...query, q: "task 7" }))).toBe(1);
    expect(await count(() => getTask(ada, taskId))).toBe(1);
    expect(await count(() => countTasks(ada))).toBe(1);
    const input = { title: "Another", description: null, completed: false };
    const { id } = await createTask(ada, input);
    expect(await count(() => createTask(ada, input))).toBe(1);
    expect(await count(() => updateTask(ada, id, { title: "Changed" }))).toBe(3);
    expect(await count(() => deleteTask(ada, id))).toBeLessThanOrEqual(3);
  });
});

describe("plans, behind row-level security and for whatever values come [OPS-068]", () => {
  /** As it is planned once and kept for all values, by the app's own role. */
  async function planOf({ text, values }: Sent): Promise<string> {
    const literals = values.map((value) =>
      value === null || value === undefined ? "null" : `'${String(value).replaceAll("'", "''")}'`,
    );
    return db.app.transaction(async (tx) => {
      await tx.query("set local plan_cache_mode = force_generic_plan");
      await tx.query("select set_config('app.user_id', $1, true)", [ada.userId]);
      await tx.query(`prepare planned as ${text}`);
      const execute = literals.length > 0 ? `execute planned(${literals.join(", ")})` : "execute planned";
      const rows = await tx.query<Record<string, string>>(`explain (costs off) ${execute}`);
      await tx.query("deallocate planned");
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    });
  }

  test("no list, no page of it, no search and no single task reads the whole table", async () => {
    const all = await sentBy(async () => {
      for (const status of ["all", "pending", "done"] satisfies TaskStatus[])
        for (const sort of ["created_at", "updated_at", "title"] satisfies TaskSort[])
          for (const order of ["asc", "desc"] satisfies SortOrder[]) {
            const key = sort === "title" ? "Task 5" : "2026-11-20T00:00:00.000Z";
            await listTasksJson(ada, { ...query, status, sort, order });
            await listTasksJson(ada, { ...query, status, sort, order }, { key, id: taskId });
          }
      await listTasksJson(ada, { ...query, q: "task" });
      await getTask(ada, taskId);
      await updateTask(ada, taskId, { title: "The one again" });
      await deleteTask(ada, taskId);
    });
    expect(all.length).toBeGreaterThan(40);
    for (const one of all) {
      const plan = await planOf(one);
      expect(plan, one.text).not.toMatch(/Seq Scan on "?tasks\b/);
      // Whose sort key is the index's needs no sorting: a page costs what is on it.
      if (/order by "tasks"\."created_at"/.test(one.text) && !one.text.includes("@@")) {
        expect(plan, one.text).toContain("tasks_user_id_created_at_id_idx");
        expect(plan, one.text).not.toMatch(/^\s*->\s+Sort$/m);
      }
    }
  });

  test("the app's connections keep one plan for all values", async () => {
    const [row] = await db.app.query<{ plan_cache_mode: string }>("show plan_cache_mode");
    expect(row!.plan_cache_mode).toBe("force_generic_plan");
  });
});

describe("statements that come again [OPS-072]", () => {
  /** How often each statement of that text was run by a plan that was kept, and by one made for its values, on one connection. */
  const kept = async (tx: Queryable, text: string) => [
    ...(await tx.query(
      "select generic_plans::int as generic, custom_plans::int as custom from pg_prepared_statements where statement = $1",
      [text],
    )),
  ];

  test("are planned once, under whichever role, and what they may see follows the policies of the moment", async () => {
    const text = "select count(*)::int as n from tasks where length(title) < $1";
    const counted = async (tx: Queryable) => (await tx.query<{ n: number }>(text, [500]))[0]!.n;
    await db.app.transaction(async (tx) => {
      await tx.query("select set_config('app.user_id', $1, true)", [ada.userId]);
      const all = await counted(tx);
      expect(all).toBeGreaterThan(900);
      for (let i = 0; i < 4; i++) expect(await counted(tx)).toBe(all);
      expect(await kept(tx, text)).toEqual([{ generic: 5, custom: 0 }]);
      await tx.query("select set_config('app.user_id', 'nobody', true)");
      expect(await counted(tx)).toBe(0);
    });
    await db.owner("create policy tasks_open on tasks for select to clearlist_app using (true)");
    expect(await db.app.transaction(counted)).toBeGreaterThan(10_000);
    await db.owner("drop policy tasks_open on tasks");
    expect(await db.app.transaction(counted)).toBe(0);
  });

  test("make room for others on the embedded database", { skip: inject("databaseUrl") !== undefined }, async () => {
    for (let i = 0; i < 250; i++) await db.app.query(`select ${i} as n`);
    const [row] = await db.app.query<{ n: number }>("select count(*)::int as n from pg_prepared_statements");
    expect(row!.n).toBeLessThanOrEqual(200);
    expect(await db.app.query("select 0 as n")).toContainEqual({ n: 0 });
  });

  test("are not sent to a database that is closed", { skip: inject("databaseUrl") !== undefined }, async () => {
    const other = await openTestDatabase();
    holdDatabase(db);
    expect(await other.app.query("select 1 as n")).toContainEqual({ n: 1 });
    await other.close();
    await expect(other.app.query("select 1 as n")).rejects.toThrow("PGlite is closed");
  });

  test("fail as they would anew, and leave the connection as it was", async () => {
    await expect(db.app.query("select 1 / $1::int as n", [0])).rejects.toMatchObject({ code: "22012" });
    await expect(db.app.query("select no_such_column from tasks")).rejects.toMatchObject({ code: "42703" });
    expect(await db.app.query("select 1 / $1::int as n", [1])).toContainEqual({ n: 1 });
  });
});
