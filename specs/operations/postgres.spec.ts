import { rm } from "node:fs/promises";
import { setFlagsFromString } from "node:v8";
import connect from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { openPostgres } from "../../app/db/postgres.server";
import { startPostgres } from "../../scripts/postgres.mjs";
import { person, post } from "../support/person";
import { refusedStart, type Server, startServer, temporaryFolder } from "../support/server";

let postgres: Awaited<ReturnType<typeof startPostgres>>;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

/** The URL of a new database, for `login`; `owner` owns it. */
async function database(name: string, login: string, owner = login): Promise<string> {
  const sql = connect(postgres.url, { max: 1, onnotice: () => {} });
  await sql.unsafe(`create database ${name} owner ${owner}`);
  await sql.end();
  return urlOf(name, login);
}
const urlOf = (name: string, login: string) => `postgres://${login}@127.0.0.1:${postgres.port}/${name}`;
async function sql(text: string, url = postgres.url) {
  const client = connect(url, { max: 1, onnotice: () => {} });
  try {
    return [...(await client.unsafe(text))];
  } finally {
    await client.end();
  }
}

async function works(server: Server) {
  const ada = await person(server.url);
  expect((await ada.api("/tasks", { body: { title: "x" } })).status).toBe(201);
  expect(await (await ada.api("/tasks")).json()).toMatchObject({ count: 1 });
}

describe("the login of DATABASE_URL", () => {
  test("may be a superuser [OPS-010, OPS-008]", async () => {
    const server = await startServer({ DATABASE_URL: await database("super", "postgres") });
    await works(server);
    expect(server.output()).toContain("PostgreSQL at 127.0.0.1/super");
    await server.stop();
  });

  test("may be an owner without superuser rights, and row-level security binds it too [OPS-010, SEC-002]", async () => {
    await sql("create role owner_login login createrole");
    const url = await database("owned", "owner_login");
    const server = await startServer({ DATABASE_URL: url });
    await works(server);
    expect(await sql("select * from tasks", url)).toEqual([]);
    await server.stop();
  });

  test("may be a plain role when DATABASE_URL_DIRECT holds the owner [OPS-010]", async () => {
    await sql(
      "create role plain_login login; create role its_owner login createrole; grant clearlist_app, clearlist_auth to its_owner with admin option",
    );
    await database("plain", "its_owner");
    const server = await startServer({
      DATABASE_URL: urlOf("plain", "plain_login"),
      DATABASE_URL_DIRECT: urlOf("plain", "its_owner"),
    });
    await works(server);
    await server.stop();
  });

  test("that lacks a right is told which [OPS-010, OPS-003]", async () => {
    await sql("create role weak_login login");
    const cannotCreate = await refusedStart({ DATABASE_URL: await database("notmine", "weak_login", "postgres") });
    expect(cannotCreate.code).toBe(1);
    expect(cannotCreate.output).toContain(
      "The login for migrations lacks a right (permission denied for database notmine)",
    );
    const cannotGrant = await refusedStart({ DATABASE_URL: await database("mine", "weak_login") });
    expect(cannotGrant.output).toContain('grant clearlist_app, clearlist_auth to "weak_login"');
  });

  test("is refused when its role could bypass row-level security [SEC-003]", async () => {
    const url = await database("bypass", "postgres");
    await sql("alter role clearlist_app bypassrls");
    const { code, output } = await refusedStart({ DATABASE_URL: url });
    await sql("alter role clearlist_app nobypassrls");
    expect(code).toBe(1);
    expect(output).toContain("alter role clearlist_app nosuperuser nobypassrls");
  });

  test("is refused when row-level security is off, or lets others read [SEC-022]", async () => {
    const url = await database("open", "postgres");
    await (await startServer({ DATABASE_URL: url })).stop();
    await sql("alter table tasks disable row level security", url);
    const off = await refusedStart({ DATABASE_URL: url });
    expect(off.code).toBe(1);
    expect(off.output).toContain("Row-level security is off for tasks.");
    await sql("alter table tasks enable row level security; create policy everybody on tasks using (true)", url);
    const open = await refusedStart({ DATABASE_URL: url });
    expect(open.code).toBe(1);
    expect(open.output).toContain("rows can be read without an identity");
  });
});

test("trap 22: through a transaction pooler there is no prepared statement and no setting of a session [OPS-011]", async () => {
  const url = await database("pooled", "postgres");
  const server = await startServer({ DATABASE_URL: url, DATABASE_URL_DIRECT: url, DB_POOLER: "1" });
  await works(server);
  // The one that listens and tells the other instances is on the direct address.
  const [open] = await sql(
    `select count(*)::int as n from pg_stat_activity where datname = 'pooled' and state = 'idle' and query !~* 'commit|^listen|pg_notify'`,
    url,
  );
  expect(open).toEqual({ n: 0 });
  await server.stop();
});

test("while the first request with an Idempotency-Key is still running, another gets a 409 within five seconds [API-036]", async () => {
  const url = await database("busy", "postgres");
  const server = await startServer({ DATABASE_URL: url });
  const ada = await person(server.url);
  const client = connect(url, { max: 1, onnotice: () => {} });
  const answer = await client.begin(async (tx) => {
    await tx`insert into idempotency_keys (user_id, key, request, answer) values (${ada.id}, 'key', 'still', 'running')`;
    return ada.api("/tasks", { body: { title: "x" }, headers: { "Idempotency-Key": "key" } });
  });
  await client.end();
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({ code: "idempotency_conflict", type: "/problems/idempotency-conflict" });
  await server.stop();
});

describe("while the database is away [OPS-017]", () => {
  test("every page and answer is a 503, nothing of it is done later, and the same process serves again", async () => {
    const DATA_DIR = temporaryFolder();
    const server = await startServer({ DATABASE_URL: await database("outage", "postgres"), DATA_DIR });
    const ada = await person(server.url);
    await postgres.down("SIGINT");
    const began = Date.now();
    const answers = await Promise.all([
      ada.api("/tasks"),
      ada.api("/tasks", { body: { title: "refused" } }),
      fetch(`${server.url}/tasks`, { headers: { Cookie: ada.cookie } }),
      fetch(`${server.url}/api/auth/get-session`, { headers: { Cookie: ada.cookie } }),
      post(`${server.url}/api/auth/sign-in/email`, { email: ada.email, password: ada.password }),
      fetch(`${server.url}/readyz`),
    ]);
    expect(Date.now() - began).toBeLessThan(6000);
    for (const answer of answers) {
      expect([answer.url, answer.status]).toEqual([answer.url, 503]);
      expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
      expect(await answer.text()).not.toMatch(/ECONNREFUSED|\n\s+at |select /);
    }
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);

    await postgres.up();
    await expect.poll(() => fetch(`${server.url}/readyz`).then((answer) => answer.status), { timeout: 8000 }).toBe(200);
    expect(await (await ada.api("/tasks")).json()).toMatchObject({ count: 0 });
    await server.stop();
    await rm(DATA_DIR, { recursive: true });
  });
});

test("a server error shows its id and nothing else, and the log line has the same id [SEC-020, UI-005, API-027]", async () => {
  const url = await database("broken", "postgres");
  const server = await startServer({ DATABASE_URL: url });
  const ada = await person(server.url);
  await sql("revoke select on tasks from clearlist_app", url);
  const api = await ada.api("/tasks");
  const page = await fetch(`${server.url}/tasks`, { headers: { Cookie: ada.cookie } });
  expect([api.status, page.status]).toEqual([500, 500]);
  expect(await api.json()).toMatchObject({ code: "internal", type: "/problems/internal", status: 500 });
  const html = await page.text();
  for (const answer of [api, page]) {
    const id = answer.headers.get("X-Request-Id")!;
    await expect.poll(() => server.output()).toContain(`"id":"${id}"`);
  }
  expect(html).toContain(page.headers.get("X-Request-Id"));
  expect(html).not.toMatch(/permission denied|relation|\n\s+at /);
  await server.stop();
});

test("the engine keeps the driver's queries and results as it keeps other classes [OPS-080]", async () => {
  setFlagsFromString("--allow-natives-syntax");
  const isFast = new Function("made", "return %HasFastProperties(made.constructor)");
  setFlagsFromString("--no-allow-natives-syntax");
  await (await openPostgres(postgres.url, { pooler: false })).close();
  const client = connect(postgres.url, { max: 1 });
  const query = client.unsafe("select 1");
  const result = await query;
  await client.end();
  expect([isFast(query), isFast(result)]).toEqual([true, true]);
});
