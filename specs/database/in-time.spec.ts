import { afterAll, beforeAll, expect, inject, test } from "vitest";

import type { Principal } from "../../app/db/identity.server";
import { countTasks } from "../../app/tasks/task-list.server";
import { createTask } from "../../app/tasks/tasks.server";
import { openTestDatabase, principalIn, type TestDatabase } from "../support/database";

let db: TestDatabase;
let ada: Principal;
beforeAll(async () => {
  db = await openTestDatabase();
  ada = await principalIn(db);
  await createTask(ada, input); // from now on the database's clock is known
});
afterAll(() => db.close());

const input = { title: "Buy milk", description: null, completed: false };
const titles = async () => (await db.owner("select title from tasks order by title")).map(({ title }) => title);

/** Adds a task of Ada's in a statement that is waited for until then. */
const add = (title: string, until: string) =>
  db.app.transaction(async (tx) => {
    await tx.query(`select set_config('app.user_id', $1, true), set_config('app.deadline', $2, true)`, [
      ada.userId,
      until,
    ]);
    await tx.query(`insert into tasks (id, user_id, title, words) values (gen_random_uuid(), $1, $2, '')`, [
      ada.userId,
      title,
    ]);
  });
/** PostgreSQL's query_canceled, as the driver of each kind of database tells it. */
const tooLate = inject("databaseUrl") ? { cause: { code: "57014" } } : { code: "57014" };
const fromNow = (ms: number) => new Date(Date.now() + ms).toISOString();

test("a task that is added after its deadline is not added, nor counted [OPS-027]", async () => {
  await expect(add("too late", fromNow(-1))).rejects.toMatchObject(tooLate);
  expect([await titles(), await countTasks(ada)]).toEqual([["Buy milk"], { pending: 1, done: 0 }]);
  await add("in time", fromNow(60_000));
  await add("whenever", "");
  expect([await titles(), await countTasks(ada)]).toEqual([
    ["Buy milk", "in time", "whenever"],
    { pending: 3, done: 0 },
  ]);
  await db.owner("delete from tasks where title <> 'Buy milk'");
});

test("nor is one whose last wait for a lock ends after it [OPS-027]", { skip: !inject("databaseUrl") }, async () => {
  await db.owner(`begin; update task_counts set pending = pending where user_id = '${ada.userId}'`);
  const late = add("too late", fromNow(200));
  late.catch(() => {});
  const waits = async () => (await db.owner("select from pg_locks where not granted")).length;
  await expect.poll(waits).toBe(1);
  // The lock is held until the deadline is over.
  await db.owner("select pg_sleep(0.3)");
  await db.owner("commit");
  await expect(late).rejects.toMatchObject(tooLate);
  expect(await titles()).toEqual(["Buy milk"]);
});

test("a deadline that is no use, because the clock over there was set, costs nobody a task [OPS-027]", async () => {
  await db.owner(`create or replace function refuse_late() returns trigger language plpgsql as $$ begin
    if nullif(current_setting('app.deadline', true), '') is not null then
      raise exception 'always too late' using errcode = 'query_canceled';
    end if;
    return null;
  end $$`);
  await createTask(ada, { ...input, title: "All the same" });
  expect(await titles()).toEqual(["All the same", "Buy milk"]);
});
