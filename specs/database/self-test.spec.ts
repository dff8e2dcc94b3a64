import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { proveIsolation } from "../../app/db/self-test.server";
import { openTestDatabase, principalIn, type TestDatabase } from "../support/database";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
  await principalIn(db);
});
afterAll(() => db.close());

const everything = () =>
  db.owner(`select (select count(*)::int from "user") as users, (select count(*)::int from tasks) as tasks,
    (select count(*)::int from task_counts) as counts`);

test("the proof that row-level security bites passes, and leaves nothing behind [SEC-022]", async () => {
  const before = await everything();
  await proveIsolation(db);
  expect(await everything()).toEqual(before);
});

describe("it fails, and says why, when [SEC-022]", () => {
  const policy = "create policy tasks_owner on tasks to clearlist_app using (%) with check (%)";
  const mine = "user_id = nullif(current_setting('app.user_id', true), '')";
  const replaced = (using: string, check: string) => [
    "drop policy tasks_owner on tasks",
    policy.replace("%", using).replace("%", check),
  ];
  test.each<[string, string[], string[], RegExp]>([
    [
      "it is off for a table",
      ["alter table tasks disable row level security"],
      ["alter table tasks enable row level security"],
      /Row-level security is off for tasks\./,
    ],
    [
      "it does not bind the owner",
      ["alter table task_counts no force row level security"],
      ["alter table task_counts force row level security"],
      /off for task_counts\./,
    ],
    [
      "a new table of people's data has none",
      ["create table notes (user_id text)"],
      ["drop table notes"],
      /off for notes\./,
    ],
    ["a policy lets everybody read", replaced("true", mine), replaced(mine, mine), /can be read without an identity/],
    ["a policy lets everybody write", replaced(mine, "true"), replaced(mine, mine), /can write rows for another/],
    ["a policy hides everything", replaced("false", mine), replaced(mine, mine), /does not see exactly their own/],
    [
      "the role may create tables",
      ["grant create on schema public to clearlist_app"],
      ["revoke create on schema public from clearlist_app"],
      /clearlist_app must not be allowed to create anything/,
    ],
    [
      "the role owns a table",
      ["create table theirs ()", "alter table theirs owner to clearlist_auth"],
      ["drop table theirs"],
      /clearlist_auth must not be a superuser, bypass row-level security or own tables/,
    ],
  ])("%s", async (_, harm, mend, reason) => {
    for (const text of harm) await db.owner(text);
    const outcome = await proveIsolation(db).then(
      () => "",
      (error: Error) => `${error.name}: ${error.message}`,
    );
    for (const text of mend) await db.owner(text);
    expect(outcome).toMatch(reason);
    expect(outcome).toMatch(/^StartError: /);
    await proveIsolation(db);
  });
});
