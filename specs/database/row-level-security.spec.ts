import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SessionEnded } from "../../app/db/errors.server";
import { sweepKeys } from "../../app/db/idempotency.server";
import { asUser, type Principal, sessionLives } from "../../app/db/identity.server";
import { changeSelected } from "../../app/tasks/selection.server";
import { listTasks } from "../../app/tasks/task-list.server";
import { createTask, createTaskOnce, deleteTask, getTask, updateTask } from "../../app/tasks/tasks.server";
import { undoChange } from "../../app/tasks/undo.server";
import { openTestDatabase, principalIn, type TestDatabase } from "../support/database";

const ALL = { status: "all", sort: "created_at", order: "desc", limit: 50, offset: 0 } as const;
const milk = { title: "Buy milk", description: null, completed: false };

let db: TestDatabase;
let ada: Principal;
let eve: Principal;
beforeAll(async () => {
  db = await openTestDatabase();
  [ada, eve] = [await principalIn(db), await principalIn(db)];
});
afterAll(() => db.close());

const stored = () => db.owner("select id, user_id, title, version, deleted_at from tasks order by id");

describe("the roles that the app works as", () => {
  test.each(["app", "auth"] as const)("%s: own nothing, bypass nothing and create nothing [SEC-003]", async (door) => {
    const [role] = await db[door].query<Record<string, unknown>>(
      `select r.rolname, r.rolsuper, r.rolbypassrls, r.rolcreatedb, r.rolcreaterole, r.rolcanlogin,
         exists (select from pg_class where relowner = r.oid) as owns,
         has_schema_privilege(r.oid, 'public', 'create') as creates
       from pg_roles r where r.rolname = current_user`,
    );
    expect(role).toEqual({
      rolname: `clearlist_${door}`,
      rolsuper: false,
      rolbypassrls: false,
      rolcreatedb: false,
      rolcreaterole: false,
      rolcanlogin: false,
      owns: false,
      creates: false,
    });
    for (const ddl of [
      "create table public.x ()",
      "drop table tasks",
      "alter table tasks disable row level security",
      "truncate tasks",
    ])
      await expect(db[door].query(ddl)).rejects.toThrow(/permission denied|must be owner/);
  });

  test("see no more than their own tables [SEC-003, DB-007]", async () => {
    for (const table of [`"user"`, "account", "two_factor", "verification", "rate_limits"])
      await expect(db.app.query(`select * from ${table}`)).rejects.toThrow(/permission denied/);
    await expect(db.app.query("select token from session")).rejects.toThrow(/permission denied/);
    await expect(db.app.query("delete from session")).rejects.toThrow(/permission denied/);
    for (const table of ["tasks", "task_changes"])
      await expect(db.auth.query(`select * from ${table}`)).rejects.toThrow(/permission denied/);
    await expect(db.auth.query("update tasks set deleted_at = null")).rejects.toThrow(/permission denied/);
  });
});

test("trap 7: every table with a user's data has row-level security, enabled and forced [DB-007, SEC-002]", async () => {
  const tables = await db.owner(
    `select c.relname, c.relrowsecurity and c.relforcerowsecurity as bound from pg_class c
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`,
  );
  const WITHOUT_USERS = ["rate_limits"]; // digests and counts only
  expect(tables.filter((table) => !table.bound).map((table) => table.relname)).toEqual(WITHOUT_USERS);
});

describe("without an identity", () => {
  test("there are no tasks to see, change or delete, and none can be written [SEC-002]", async () => {
    await createTask(ada, milk);
    const before = await stored();
    expect(await db.app.query("select * from tasks")).toHaveLength(0);
    expect((await db.app.query("update tasks set title = 'x' returning id")).length).toBe(0);
    expect((await db.app.query("delete from tasks returning id")).length).toBe(0);
    await expect(
      db.app.query("insert into tasks (id, user_id, title) values ($1, $2, 'x')", [randomUUID(), ada.userId]),
    ).rejects.toThrow(/row-level security/);
    expect(await stored()).toEqual(before);
  });

  test("trap 6: an identity of one transaction is gone in the next [SEC-004]", async () => {
    await listTasks(ada, ALL);
    await asUser(ada, (tx) => tx.query("select 1"));
    const [row] = await db.app.query("select nullif(current_setting('app.user_id', true), '') as id");
    expect(row).toEqual({ id: null });
    expect(await db.app.query("select * from tasks")).toHaveLength(0);
  });
});

describe("with an identity", () => {
  test("each statement sees its own rows, and only those [SEC-001, SEC-004]", async () => {
    const task = await createTask(ada, milk);
    const other = await createTask(eve, { ...milk, title: "Eve's" });
    expect(await getTask(ada, task.id)).toEqual(task);
    expect(await getTask(ada, other.id)).toBeUndefined();
    expect(await updateTask(ada, other.id, { title: "stolen" })).toBeUndefined();
    expect(await deleteTask(ada, other.id)).toBeUndefined();
    expect((await changeSelected(ada, "deleted", { ids: [other.id] })).count).toBe(0);
    expect(await updateTask(ada, task.id, { title: "Oat milk" })).toMatchObject({
      outcome: "updated",
      task: { version: 2 },
    });
    const deleted = (await deleteTask(ada, task.id)) as { outcome: "deleted"; change: string };
    expect(deleted.outcome).toBe("deleted");
    expect((await changeSelected(eve, "restored", { ids: [task.id] })).count).toBe(0);
    expect(await undoChange(eve, deleted.change)).toBeUndefined();
    expect(await undoChange(ada, deleted.change)).toEqual({ kind: "deleted", count: 1 });
    expect(await getTask(ada, task.id)).toMatchObject({ title: "Oat milk", version: 2 });
    const everything = { all: true, status: "all" } as const;
    await changeSelected(ada, "deleted", everything);
    expect((await listTasks(eve, ALL)).items.map((item) => item.title)).toEqual(["Eve's"]);
  });

  test("the database itself keeps to the owner when a statement forgets to [SEC-002]", async () => {
    await createTask(eve, milk);
    const [seen, moved] = await asUser(ada, async (tx) => [
      await tx.query<{ user_id: string }>("select user_id from tasks"),
      (await tx.query("update tasks set title = 'x' where user_id <> $1 returning id", [ada.userId])).length,
    ]);
    expect(new Set(seen!.map((row) => row.user_id))).toEqual(new Set([ada.userId]));
    expect(moved).toBe(0);
    await expect(asUser(ada, (tx) => tx.query("update tasks set user_id = $1", [eve.userId]))).rejects.toThrow(
      /row-level security/,
    );
    await expect(
      asUser(ada, (tx) =>
        tx.query("insert into tasks (id, user_id, title) values ($1, $2, 'x')", [randomUUID(), eve.userId]),
      ),
    ).rejects.toThrow(/row-level security/);
  });
});

describe("a session that does not live", () => {
  const dead: [string, () => Promise<Principal>][] = [
    ["is expired", () => principalIn(db, { expired: true })],
    ["never was", async () => ({ ...ada, sessionId: randomUUID() })],
    ["is somebody else's", async () => ({ userId: ada.userId, sessionId: eve.sessionId })],
    ["is empty", async () => ({ userId: "", sessionId: "" })],
    ["tries SQL", async () => ({ userId: ada.userId, sessionId: "' or true --" })],
  ];

  test.each(dead)("that %s sees and changes nothing, in every statement [SEC-004]", async (_, make) => {
    const task = await createTask(ada, milk);
    const { change } = await changeSelected(ada, "completed", { ids: [task.id] });
    const before = await stored();
    const who = await make();
    expect(await sessionLives(who)).toBe(false);
    for (const attempt of [
      () => listTasks(who, ALL),
      () => getTask(who, task.id),
      () => createTask(who, milk),
      () => updateTask(who, task.id, { title: "x" }),
      () => deleteTask(who, task.id),
      () => changeSelected(who, "deleted", { ids: [task.id] }),
      () => changeSelected(who, "completed", { all: true, status: "all" }),
      () => undoChange(who, change),
      () => asUser(who, (tx) => tx.query("select 1")),
    ])
      await expect(attempt()).rejects.toBeInstanceOf(SessionEnded);
    expect(await stored()).toEqual(before);
  });
});

test("many people at once never see each other's tasks [SEC-001]", async () => {
  const people = await Promise.all(Array.from({ length: 10 }, () => principalIn(db)));
  await Promise.all(people.map((who) => createTask(who, { ...milk, title: who.userId })));
  const answers = await Promise.all(
    Array.from({ length: 200 }, async (_, i) => {
      const who = people[i % people.length]!;
      const { items } = await listTasks(who, ALL);
      return items.every((task) => task.user_id === who.userId && task.title === who.userId) && items.length === 1;
    }),
  );
  expect(answers.every(Boolean)).toBe(true);
});

test("an Idempotency-Key is forgotten after a day, and by the sweep, which sees nothing younger [API-039]", async () => {
  const who = await principalIn(db);
  const first = await createTaskOnce(who, "key", milk);
  const age = (hours: number) =>
    db.owner("update idempotency_keys set created_at = now() - make_interval(hours => $1::int)", [hours]);
  await age(23);
  await sweepKeys();
  expect(await createTaskOnce(who, "key", milk)).toEqual({ ...first, outcome: "repeated" });
  await age(25);
  expect(await createTaskOnce(who, "key", milk)).toMatchObject({ outcome: "created" });
  await age(25);
  await sweepKeys();
  expect(await db.owner("select * from idempotency_keys")).toEqual([]);
  await createTaskOnce(who, "key", milk);
  await expect(db.auth.query("select answer from idempotency_keys")).rejects.toThrow(/permission denied/);
  expect(await db.app.query("select * from idempotency_keys")).toHaveLength(0);
});
