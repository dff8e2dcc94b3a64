import { afterAll, beforeAll, expect, test } from "vitest";

import { auth } from "../../app/auth/auth.server";
import { SessionEnded } from "../../app/db/errors.server";
import type { Principal } from "../../app/db/identity.server";
import { everyTaskJson } from "../../app/tasks/every-task.server";
import { createTask, createTaskOnce, deleteTask } from "../../app/tasks/tasks.server";
import { openTestDatabase, principalIn, type TestDatabase } from "../support/database";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

const milk = { title: "Buy milk", description: null, completed: false };
const PASSWORD = "correct horse battery";

/** A person with something in every table; their cookie, and what to look for. */
async function somebody(email: string): Promise<{ headers: Headers; principal: Principal }> {
  const { headers, response } = await auth().api.signUpEmail({
    body: { name: "Ada", email, password: PASSWORD },
    headers: new Headers(),
    returnHeaders: true,
  });
  const cookie = new Headers({ Cookie: headers.getSetCookie()[0]!.split(";", 1)[0]! });
  const { session } = (await auth().api.getSession({ headers: cookie }))!;
  const principal = { userId: response.user.id, sessionId: session.id };
  const { id } = await createTask(principal, milk);
  await deleteTask(principal, id);
  await createTaskOnce(principal, "key", milk);
  await auth().api.enableTwoFactor({ body: { password: PASSWORD }, headers: cookie });
  await auth().api.requestPasswordReset({ body: { email }, headers: new Headers() });
  return { headers: cookie, principal };
}

/** In which tables a text stands, in any column of any row. */
async function tablesWith(text: string): Promise<string[]> {
  const tables = await db.owner(
    "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
  );
  const found: string[] = [];
  for (const name of tables.map((row) => String(row.relname)).sort())
    if ((await db.owner(`select 1 from "${name}" t where position($1 in t::text) > 0`, [text])).length > 0)
      found.push(name);
  return found;
}

test("an account that is deleted leaves nothing in any table, and other people's all as it was [AUTH-031, DB-005]", async () => {
  const ada = await somebody("ada@example.com");
  const eve = await somebody("eve@example.com");
  const everywhere = await tablesWith(ada.principal.userId);
  const withUser = await db.owner(
    `select distinct table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'user_id' order by 1`,
  );
  // No table is forgotten here: a new one must be filled above.
  expect(everywhere).toEqual([...withUser.map((row) => row.name), "user", "verification"].sort());

  const before = await tablesWith(eve.principal.userId);
  await expect(auth().api.deleteUser({ body: { password: "wrong password" }, headers: ada.headers })).rejects.toThrow();
  expect(await tablesWith(ada.principal.userId)).toEqual(everywhere);
  await auth().api.deleteUser({ body: { password: PASSWORD }, headers: ada.headers });

  expect(await tablesWith(ada.principal.userId)).toEqual([]);
  expect(await tablesWith("ada@example.com")).toEqual([]);
  expect(await tablesWith(eve.principal.userId)).toEqual(before);
});

test("an export holds each of many tasks once, in pieces of a bounded size [AUTH-030]", async () => {
  const who = await principalIn(db);
  const other = await principalIn(db);
  // Many at the same moment: the place in the list is more than a moment.
  await db.owner(
    `insert into tasks (id, user_id, title, description, created_at)
     select gen_random_uuid(), $1, 't' || n, repeat('x', 2000), now() - make_interval(secs => n / 400)
     from generate_series(1, 1250) n`,
    [who.userId],
  );
  await createTask(other, milk);
  const pieces: string[] = [];
  for await (const piece of everyTaskJson(who)) pieces.push(piece);
  const tasks = JSON.parse(pieces.join("")) as { title: string; created_at: string }[];
  expect(new Set(tasks.map(({ title }) => title)).size).toBe(1250);
  expect(tasks).toHaveLength(1250);
  const moments = tasks.map(({ created_at }) => created_at);
  expect(moments).toEqual([...moments].sort());
  expect(pieces.length).toBeGreaterThanOrEqual(5);
  for (const piece of pieces) expect(piece.length).toBeLessThan(500 * 2500);

  // Whoever is signed out meanwhile gets no more of it, and no end that would make it look whole.
  const rest = everyTaskJson(who);
  await rest.next();
  await rest.next();
  await db.owner("delete from session where id = $1", [who.sessionId]);
  await expect(rest.next()).rejects.toBeInstanceOf(SessionEnded);

  const none = await principalIn(db);
  const empty: string[] = [];
  for await (const piece of everyTaskJson(none)) empty.push(piece);
  expect(JSON.parse(empty.join(""))).toEqual([]);
});
