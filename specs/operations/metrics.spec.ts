import { get } from "node:http";
import connect from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";

import { freePort, startPostgres } from "../../scripts/postgres.mjs";
import { type Person, person, submit } from "../support/person";
import { refusedStart, type Server, startServer } from "../support/server";

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let server: Server;
let port: number;
let ada: Person;
beforeAll(async () => {
  postgres = await startPostgres();
  port = await freePort();
  const PORT = String(await freePort());
  server = await startServer({
    DATABASE_URL: postgres.url,
    METRICS_PORT: String(port),
    HOST: "0.0.0.0",
    PORT,
    APP_ORIGIN: `http://localhost:${PORT}`,
  });
  ada = await person(server.url);
});
afterAll(async () => {
  await server?.stop();
  await postgres?.stop();
});

async function figures(): Promise<Map<string, number>> {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  expect([answer.status, answer.headers.get("Content-Type")]).toEqual([
    200,
    "text/plain; version=0.0.4; charset=utf-8",
  ]);
  const text = await answer.text();
  expect(text).not.toContain(ada.id);
  const found = new Map<string, number>();
  for (const line of text.trimEnd().split("\n")) {
    if (line.startsWith("# ")) continue;
    const [, name, value] = /^(\w+(?:\{(?:\w+="(?:[^"\\]|\\.)*",?)+\})?) (\S+)$/.exec(line) ?? [];
    expect([line, Number.isFinite(Number(value)), found.has(name!)]).toEqual([line, true, false]);
    found.set(name!, Number(value));
  }
  return found;
}

/** The same once every answer has ended on the server's side, too. */
async function settled() {
  await expect.poll(async () => (await figures()).get("http_requests_in_flight")).toBe(0);
  return figures();
}

test("are on the loopback address alone, for whoever asks by the machine's own name [OPS-050]", async () => {
  const ask = (host: string, to: number, path: string, name = `localhost:${to}`) =>
    new Promise<number | string | undefined>((resolve) =>
      get({ host, port: to, path, headers: { Host: name } }, (answer) => resolve(answer.resume().statusCode)).on(
        "error",
        (error: NodeJS.ErrnoException) => resolve(error.code),
      ),
    );
  const app = Number(new URL(server.url).port);
  expect(await ask("127.0.0.1", port, "/metrics")).toBe(200);
  expect(await ask("127.0.0.1", port, "/metrics", "rebound.example")).toBe(421);
  expect(await ask("127.0.0.1", port, "/tasks")).toBe(404);
  // Another address of this machine, which reaches what listens on all of them.
  expect(await ask("127.0.0.2", app, "/healthz")).toBe(200);
  expect(await ask("127.0.0.2", port, "/metrics")).toBe("ECONNREFUSED");
  expect(await ask("127.0.0.1", app, "/metrics")).toBe(404);
});

test("requests count by the pattern of their address, and those that strangers make up as one [OPS-051]", async () => {
  const { id } = (await (await ada.api("/tasks", { body: { title: "counted" } })).json()) as { id: string };
  for (const path of [`/tasks/${id}`, `/tasks/${ada.id}`, "/tasks?q=counted"]) await ada.api(path);
  await submit(`${server.url}/tasks`, { title: "counted, too" }, ada.cookie);
  await fetch(`${server.url}/favicon.svg`);
  const before = await settled();
  for (let i = 0; i < 20; i++) {
    await fetch(`${server.url}/made-up-${i}`);
    await fetch(`${server.url}/api/made-up-${i}`);
    await fetch(server.url, { method: "PROPFIND" });
  }
  const after = await settled();
  const total = (method: string, route: string, status: number, of = after) =>
    of.get(`http_requests_total{method="${method}",route="${route}",status="${status}"}`) ?? 0;
  expect(total("POST", "/api/:userId/tasks", 201)).toBe(1);
  expect(total("GET", "/api/:userId/tasks/:taskId", 200)).toBe(1);
  expect(total("GET", "/api/:userId/tasks/:taskId", 404)).toBe(1);
  expect(total("GET", "/api/:userId/tasks", 200)).toBe(1);
  expect(total("POST", "/tasks", 303)).toBe(1);
  expect(total("GET", "(file)", 200)).toBe(1);
  for (const [method, route, status] of [
    ["GET", "/*", 404],
    ["GET", "/api/*", 404],
    ["other", "(none)", 405],
  ] as const)
    expect([route, total(method, route, status) - total(method, route, status, before)]).toEqual([route, 20]);
  expect(after.size - before.size).toBeLessThan(60);

  const took = 'http_request_duration_seconds_%{method="POST",route="/api/:userId/tasks"';
  expect(after.get(`${took.replace("%", "bucket")},le="+Inf"}`)).toBe(1);
  expect(after.get(`${took.replace("%", "count")}}`)).toBe(1);
  expect(after.get(`${took.replace("%", "sum")}}`)).toBeGreaterThan(0);
});

test("the process, its event loop, passwords in work and the database's connections are there [OPS-051, OPS-077]", async () => {
  const quiet = await figures();
  for (const name of ["process_resident_memory_bytes", "process_cpu_seconds_total", "process_open_fds"])
    expect([name, quiet.get(name)! > 0]).toEqual([name, true]);
  expect(quiet.has('nodejs_eventloop_lag_seconds{quantile="0.99"}')).toBe(true);
  expect(quiet.get('password_hashing{state="running"}')).toBe(0);
  expect(quiet.get('db_pool_connections_max{pool="clearlist_app"}')).toBe(6);

  // Held up by somebody else's lock: six have a connection, the others wait, and the figures are told all the same.
  const sql = connect(postgres.url, { max: 1, onnotice: () => {} });
  const asked = await sql.begin(async (tx) => {
    await tx`lock table tasks in access exclusive mode`;
    const all = Array.from({ length: 14 }, () => ada.api("/tasks"));
    const pool = async (name: string) => (await figures()).get(`${name}{pool="clearlist_app"}`);
    await expect.poll(() => pool("db_pool_waiting"), { timeout: 3000 }).toBe(8);
    expect(await pool("db_pool_connections_in_use")).toBe(6);
    expect((await figures()).get("http_requests_in_flight")).toBe(14);
    const held = await tx`select count(*)::int from pg_stat_activity where wait_event_type = 'Lock'`;
    expect(held).toEqual([{ count: 6 }]);
    return { all };
  });
  for (const answer of asked.all) expect((await answer).status).toBe(200);
  await sql.end();
  const after = await figures();
  expect(after.get('db_pool_connections_in_use{pool="clearlist_app"}')).toBe(0);
});

test("a port that is taken is named [OPS-003, OPS-050]", async () => {
  const { code, output } = await refusedStart({ METRICS_PORT: String(port) });
  expect([code, output]).toEqual([1, expect.stringContaining(`METRICS_PORT ${port} is in use.`)]);
});
