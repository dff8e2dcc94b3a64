import connect from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { startPostgres } from "../../scripts/postgres.mjs";
import { type Person, person, post, submit } from "../support/person";
import { startProxy } from "../support/proxy";
import { type Server, startServer } from "../support/server";

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let proxy: Awaited<ReturnType<typeof startProxy>>;
let server: Server;
let ada: Person;
beforeAll(async () => {
  postgres = await startPostgres();
  proxy = await startProxy(postgres.port);
  server = await startServer({ DATABASE_URL: `postgres://postgres@127.0.0.1:${proxy.port}/postgres` });
  ada = await person(server.url);
});
afterAll(async () => {
  await server.stop();
  proxy.close();
  await postgres.stop();
});

const title = 'never "saved" <b>&amp; lost';
let made: string;
beforeEach(async () => {
  made = ((await (await ada.api("/tasks", { body: { title: "before" } })).json()) as { id: string }).id;
});

/** One request of each kind; more of them at once than the pool has connections. */
const everything = (): Promise<Response>[] => [
  ...Array.from({ length: 12 }, () => ada.api("/tasks")),
  ada.api("/tasks", { body: { title } }),
  ada.api("/tasks", { body: { title }, headers: { "Idempotency-Key": "once" } }),
  ada.api(`/tasks/${made}`, { method: "PATCH", body: { title } }),
  ada.api(`/tasks/${made}`, { method: "DELETE" }),
  fetch(`${server.url}/tasks`, { headers: { Cookie: `${ada.cookie}; preferences=theme=dark` } }),
  submit(`${server.url}/tasks`, { title, stay: "" }, ada.cookie),
  submit(`${server.url}/tasks/${made}`, { title, version: "1" }, ada.cookie),
  submit(`${server.url}/login`, { email: ada.email, password: "of nobody's business" }),
  fetch(`${server.url}/api/auth/get-session`, { headers: { Cookie: ada.cookie } }),
  post(`${server.url}/api/auth/sign-in/email`, { email: ada.email, password: ada.password }),
];

describe("while the database", () => {
  test.each<[string, () => unknown]>([
    ["refuses connections", () => proxy.refuse()],
    ["is behind a proxy that closes every connection", () => proxy.hangUp()],
    ["answers five seconds late", () => proxy.slow(5000)],
    ["has gone without a word", () => proxy.mute()],
    ["is held up, and all connections with it", () => hold()],
  ])(
    "%s, every answer is a 503 within 6 seconds, and nothing of it is done later [OPS-017, OPS-027, OPS-028, OPS-079, UI-061]",
    async (_, away) => {
      const before = proxy.taken();
      const back = await away();
      const began = Date.now();
      const answers = await Promise.all(
        everything().map(async (request) => {
          const answer = await request;
          return { answer, text: await answer.text(), ms: Date.now() - began };
        }),
      );
      for (const { answer, text, ms } of answers) {
        expect([answer.url, answer.status]).toEqual([answer.url, 503]);
        expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
        expect(ms).toBeLessThan(6000);
        expect(text).not.toMatch(/ECONN|CONNECT_|\n\s+at |select |nobody's business/);
        const path = new URL(answer.url).pathname;
        if (path.startsWith("/api/"))
          expect([path, answer.headers.get("Content-Type"), JSON.parse(text).code]).toEqual([
            path,
            "application/problem+json",
            "unavailable",
          ]);
      }
      // Twelve connections, and that for news, five times a second for six seconds; without a pause it would be many thousands.
      expect(proxy.taken() - before).toBeLessThan(1000);
      const [page] = answers.filter(({ answer }) => new URL(answer.url).pathname === "/tasks");
      expect(page!.text).toMatch(/^<!DOCTYPE html><html [^>]*data-theme="dark"/);
      const forms = answers.slice(-5, -2).map(({ text }) => text);
      for (const html of forms) expect(html).toContain("Send it again");
      for (const html of forms.slice(0, 2)) expect(html).toContain("never &quot;saved&quot; &lt;b&gt;&amp;amp; lost");
      expect(forms[2]).toContain(ada.email);
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);

      await proxy.restore();
      if (typeof back === "function") await back();
      const ready = () => fetch(`${server.url}/readyz`).then((answer) => answer.status);
      await expect.poll(ready, { timeout: 5000, interval: 100 }).toBe(200);
      const list = await (await ada.api("/tasks?limit=100")).json();
      expect(JSON.stringify(list)).not.toContain("never");
      expect((await ada.api(`/tasks/${made}`)).status).toBe(200);
    },
  );
});

test("a write that comes while all connections are held up is answered as soon as one that came with them [OPS-027]", async () => {
  const release = await hold();
  const first = Promise.all(everything());
  // Its patience lasts beyond theirs: it gets a connection when they have given up, and then waits for the same lock.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const began = Date.now();
  const answer = await ada.api("/tasks", { body: { title: "never" } });
  expect(answer.status).toBe(503);
  expect(Date.now() - began).toBeLessThan(6000);
  await first;
  await release();
  const ready = () => fetch(`${server.url}/readyz`).then(({ status }) => status);
  await expect.poll(ready, { timeout: 5000, interval: 100 }).toBe(200);
  expect(await (await ada.api("/tasks?limit=100")).text()).not.toContain("never");
});

/** Takes every table that a request needs, so that all of them wait, each with a connection. */
async function hold() {
  const sql = connect(postgres.url, { max: 1, onnotice: () => {} });
  let release = () => {};
  let held = () => {};
  const holding = new Promise<void>((resolve) => {
    held = resolve;
  });
  const ended = sql.begin(async (tx) => {
    await tx`lock table session, "user", rate_limits, tasks in access exclusive mode`;
    held();
    await new Promise<void>((resolve) => {
      release = resolve;
    });
  });
  await holding;
  ended.catch(() => {}); // when the test fails, nobody releases it
  return async () => {
    release();
    await ended;
    await sql.end();
  };
}
