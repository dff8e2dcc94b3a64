import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";

import { startPostgres } from "../../scripts/postgres.mjs";
import { refusedStart, startServer } from "../support/server";

let cluster: Awaited<ReturnType<typeof startPostgres>>;
let owner: postgres.Sql;
beforeAll(async () => {
  cluster = await startPostgres();
  owner = postgres(cluster.url, { max: 1, onnotice: () => {} });
  const server = await startServer({ DATABASE_URL: cluster.url });
  await server.stop();
});
afterAll(async () => {
  await owner.end();
  await cluster.stop();
});

test.each([
  [
    "row-level security is off",
    "alter table tasks disable row level security",
    "alter table tasks enable row level security",
    "enabled and forced on tasks",
  ],
  [
    "it is not forced",
    "alter table idempotency_keys no force row level security",
    "alter table idempotency_keys force row level security",
    "enabled and forced on idempotency_keys",
  ],
  [
    "a policy lets everybody write",
    "create policy open on tasks for insert to clearlist_app with check (true)",
    "drop policy open on tasks",
    "a task can be written for somebody else",
  ],
  [
    "the role may bypass it",
    "alter role clearlist_app bypassrls",
    "alter role clearlist_app nobypassrls",
    "bypass row-level security",
  ],
])("the server does not start when %s, and says so [SEC-022]", async (_, spoil, mend, reason) => {
  await owner.unsafe(spoil);
  const { code, output } = await refusedStart({ DATABASE_URL: cluster.url });
  await owner.unsafe(mend);
  expect(code).not.toBe(0);
  expect(output).toContain(reason);
});

test("and starts again once it holds [SEC-022]", async () => {
  const server = await startServer({ DATABASE_URL: cluster.url });
  expect(await server.stop()).toBe(0);
});
