import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { cpSync, readdirSync, rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { KEPT, LEFT_OUT } from "../../app/db/backup.server";
import type { Principal } from "../../app/db/identity.server";
import { listTasks } from "../../app/tasks/task-list.server";
import { createTask } from "../../app/tasks/tasks.server";
import { openTestDatabase, principalIn, type TestDatabase } from "../support/database";
import { temporaryFolder } from "../support/server";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

test("the migrations say what the code declares: there is nothing left to generate [DB-001]", () => {
  const out = temporaryFolder();
  try {
    cpSync("drizzle", out, { recursive: true });
    const before = readdirSync(out).sort();
    const schema = "app/db/schema.server.ts";
    const { status } = spawnSync(
      "npx",
      ["drizzle-kit", "generate", "--dialect", "postgresql", "--schema", schema, "--out", out],
      { encoding: "utf8" },
    );
    expect(status).toBe(0);
    expect(readdirSync(out).sort()).toEqual(before);
  } finally {
    rmSync(out, { recursive: true });
  }
});

test("every moment has a zone and milliseconds [DB-002]", async () => {
  const moments = await db.owner(
    `select table_name || '.' || column_name as name, data_type, datetime_precision from information_schema.columns
     where table_schema = 'public' and data_type like 'timestamp%'`,
  );
  expect(moments.length).toBeGreaterThan(10);
  for (const moment of moments)
    expect(moment).toMatchObject({ data_type: "timestamp with time zone", datetime_precision: 3 });
});

describe("the database refuses by itself [DB-003]", () => {
  test.each([
    ["an empty title", { title: "" }, "tasks_title_length"],
    ["a title of 201 characters", { title: "🎉".repeat(201) }, "tasks_title_length"],
    ["an empty description", { description: "" }, "tasks_description_length"],
    ["a description of 2,001 characters", { description: "x".repeat(2001) }, "tasks_description_length"],
    ["done without a moment", { completed: true }, "tasks_completed_at"],
    ["a moment without being done", { completed_at: "2026-01-01T00:00:00Z" }, "tasks_completed_at"],
    ["version 0", { version: 0 }, "tasks_version"],
    ["a task of nobody", { user_id: "nobody" }, "tasks_user_id_user_id_fk"],
  ])("%s", async (_, wrong, constraint) => {
    const { userId } = await principalIn(db);
    const row = { id: randomUUID(), user_id: userId, title: "x", ...wrong };
    const names = Object.keys(row);
    const insert = `insert into tasks (${names}) values (${names.map((_, i) => `$${i + 1}`)})`;
    await expect(db.owner(insert, Object.values(row))).rejects.toThrow(constraint);
  });
});

test("the owner comes first in every unique index of tasks [DB-004]", async () => {
  const indexes = await db.owner(
    `select i.indexrelid::regclass::text as name, a.attname as first from pg_index i
     join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
     where i.indrelid = 'tasks'::regclass and i.indisunique`,
  );
  expect(indexes.length).toBeGreaterThan(0);
  for (const index of indexes) expect(index.first).toBe("user_id");
});

test("deleting a user takes their sessions, accounts and tasks with them [DB-005]", async () => {
  const who = await principalIn(db);
  await createTask(who, { title: "x", description: null, completed: false });
  await db.owner(`insert into account (id, user_id, account_id, provider_id) values ($1, $2, $2, 'credential')`, [
    randomUUID(),
    who.userId,
  ]);
  await db.auth.query(`delete from "user" where id = $1`, [who.userId]);
  for (const table of ["session", "account", "tasks"])
    expect(await db.owner(`select * from ${table} where user_id = $1`, [who.userId])).toEqual([]);
});

describe("by an index, not by going through all tasks", () => {
  let who: Principal;
  beforeAll(async () => {
    who = await principalIn(db);
    await db.owner(
      `insert into tasks (id, user_id, title, created_at, completed, completed_at, deleted_at)
       select gen_random_uuid(), $1, 't' || n, now() - make_interval(mins => n), n % 10 = 0,
         case when n % 10 = 0 then now() - make_interval(mins => n) end,
         case when n % 20 = 7 then now() - make_interval(mins => n) end
       from generate_series(1, 3000) n`,
      [who.userId],
    );
    await db.owner("analyze tasks");
  });

  const planOf = (query: string) =>
    db.app.transaction(async (tx) => {
      await tx.query("select set_config('app.user_id', $1, true)", [who.userId]);
      // There is little else in this database; what is asked is whether an index serves, not which one costs less.
      for (const way of ["seqscan", "sort", "incremental_sort"]) await tx.query(`set local enable_${way} = off`);
      const plan = await tx.query<{ "QUERY PLAN": string }>(`explain ${query}`);
      return plan.map((row) => row["QUERY PLAN"]).join("\n");
    });
  const mine = () => `from tasks where user_id = '${who.userId}'`;

  test("the newest page of a list [DB-006]", async () => {
    const text = await planOf(`select id ${mine()} and deleted_at is null order by created_at desc, id desc limit 50`);
    expect(text).toContain("tasks_user_id_created_at_id_idx");
    expect(text).not.toMatch(/Seq Scan|Sort|Backward/);
    const { items, count } = await listTasks(who, {
      status: "all",
      sort: "created_at",
      order: "desc",
      limit: 50,
      offset: 0,
    });
    expect([items.length, items[0]!.title, count]).toEqual([50, "t1", 2850]);
    expect(items.map(({ title }) => title)).not.toContain("t7");
  });

  test("the newest page of the Trash, what was done when, and what is due [DB-011]", async () => {
    const trash = await planOf(
      `select id ${mine()} and deleted_at is not null order by deleted_at desc, id desc limit 50`,
    );
    expect(trash).toContain("tasks_user_id_deleted_at_id_idx");
    expect(trash).not.toMatch(/Seq Scan|Sort/);
    const done = await planOf(
      `select completed_at ${mine()} and completed_at is not null and deleted_at is null
         and completed_at > now() - interval '1 hour'`,
    );
    expect(done).toContain("tasks_user_id_completed_at_idx");
    const due = await planOf(
      "select id from tasks where deleted_at < now() - interval '30 days' order by deleted_at limit 1000",
    );
    expect(due).toContain("tasks_deleted_at_idx");
  });
});

test("a database with a migration that this version does not know is refused and left as it is [OPS-009]", async () => {
  const { refuseNewerSchema } = await import("../../app/db/migrate.server");
  await db.owner(
    "insert into drizzle.__drizzle_migrations (hash, created_at) values ('from the future', 99999999999999)",
  );
  await expect(refuseNewerSchema(db.app)).rejects.toThrow("newer version of Clearlist");
  await db.owner("delete from drizzle.__drizzle_migrations where hash = 'from the future'");
  await expect(refuseNewerSchema(db.app)).resolves.toBeUndefined();
});

test("every table is in the backups, or left out of them for a reason [DB-010]", async () => {
  const tables = await db.owner("select tablename as name from pg_tables where schemaname = 'public' order by 1");
  const decided = [...KEPT.map(({ name }) => name), ...Object.keys(LEFT_OUT)];
  expect(tables.map(({ name }) => name)).toEqual(decided.sort());
});
