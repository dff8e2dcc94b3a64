import { readdirSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";

import { openTestDatabase } from "../support/database";
import { call, cookieOf, type Person, person, post, submit } from "../support/person";
import { SECRET, type Server, startServer } from "../support/server";

const url = inject("url");
let ada: Person;
beforeAll(async () => {
  ada = await person(url);
});

const codes = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];

test("each of the 38 traps has a test that names it, or a sentence why it cannot occur [SEC-047]", () => {
  const rows = [...readFileSync("specs/features/security.md", "utf8").matchAll(/^\| (\d+) \| .+? \| (.+) \|$/gm)];
  expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: 38 }, (_, i) => i + 1));
  const named = new Set(
    ["specs/security", "specs/operations", "specs/database"].flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith(".spec.ts"))
        .flatMap((name) => readFileSync(`${folder}/${name}`, "utf8").match(/\btrap \d+(?=[:,])/g) ?? []),
    ),
  );
  const without = rows.filter(([, number, proof]) => proof!.includes(".spec.ts") && !named.has(`trap ${number}`));
  expect(without.map(([line]) => line)).toEqual([]);
});

test("the report knows every attack suite [SEC-048]", () => {
  const report = readFileSync("scripts/security-report.mjs", "utf8");
  const suites = readdirSync("specs/security").filter((name) => name.endsWith(".spec.ts"));
  const counted = suites.filter((name) => readFileSync(`specs/security/${name}`, "utf8").includes("record("));
  expect(suites.filter((name) => !counted.includes(name) && !report.includes(`"${name}"`))).toEqual([]);
});

test("trap 6: nothing sets an identity beyond its transaction [SEC-004, SEC-047]", () => {
  const sources = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((name) =>
    /(?<!\.test)\.tsx?$/.test(name),
  );
  for (const name of sources) {
    const text = readFileSync(`app/${name}`, "utf8");
    expect([name, /set_config\([^)]*,\s*false\s*\)/.test(text)]).toEqual([name, false]);
    expect([name, /\bset\s+(?:session\s+)?"?app\./i.test(text)]).toEqual([name, false]);
  }
});

test("trap 15: a sign-up that fails in the middle leaves nobody behind [SEC-047]", async () => {
  const db = await openTestDatabase();
  const { auth } = await import("../../app/auth/auth.server");
  const signUp = () =>
    auth().api.signUpEmail({
      body: { name: "Ada", email: "ada@example.com", password: "correct horse" },
      headers: new Headers(),
    });
  await db.owner("alter table account add constraint in_the_middle check (id = '')");
  await expect(signUp()).rejects.toThrow();
  expect(await db.owner(`select id from "user"`)).toEqual([]);
  await db.owner("alter table account drop constraint in_the_middle");
  expect(await signUp()).toMatchObject({ user: { email: "ada@example.com" } });
  await db.close();
});

test("trap 21: a list has at most 200 tasks a page, and nobody goes further than it is long [SEC-047]", async () => {
  for (const query of ["limit=201", "limit=0", "limit=1e9", "limit=-1", "offset=-1", "offset=99999999"])
    expect(await codes(await ada.api(`/tasks?${query}`))).toEqual([400, "validation_failed"]);
});

test("trap 25: a session's token is no bearer token, signed or not [SEC-009, SEC-047]", async () => {
  const cookie = decodeURIComponent(ada.cookie.split("=")[1]!);
  for (const token of [cookie, cookie.split(".")[0]!]) {
    const headers = { Authorization: `Bearer ${token}` };
    expect(await (await fetch(`${url}/api/auth/get-session`, { headers })).json()).toBeNull();
    expect((await call(`${url}/api/${ada.id}/tasks`, token)).status).toBe(401);
  }
});

test("trap 30: a redirect sets each of its cookies by itself [SEC-047]", async () => {
  const answer = await submit(`${url}/signup`, {
    name: "Ada",
    email: `30-${ada.email}`,
    password: "correct horse",
  });
  expect(answer.status).toBe(303);
  expect(answer.headers.getSetCookie().map((cookie) => cookie.split("=", 1)[0])).toEqual(["session", "flash"]);
  expect((await fetch(`${url}/tasks`, { headers: { Cookie: cookieOf(answer) }, redirect: "manual" })).status).toBe(200);
});

describe("trap 33: what PostgreSQL cannot keep is refused before it is asked", () => {
  test.each(["a\u0000b", "\ud800", "x".repeat(201), "x".repeat(1_000)])("%j [SEC-047]", async (title) => {
    expect(await codes(await ada.api("/tasks", { body: { title } }))).toEqual([400, "validation_failed"]);
    if (!title.isWellFormed()) return; // a form cannot say it
    expect((await submit(`${url}/tasks`, { title }, ada.cookie)).status).toBe(422);
  });
});

test("trap 34: a name to sort or filter by is one of a few words [SEC-047]", async () => {
  for (const query of [
    "sort=user_id",
    "sort=title;drop table tasks",
    "sort=title desc",
    "order=asc--",
    "status=' or 1=1",
  ])
    expect(await codes(await ada.api(`/tasks?${new URLSearchParams(query)}`))).toEqual([400, "validation_failed"]);
});

describe("behind a proxy that ends TLS", () => {
  const ORIGIN = "https://tasks.example.com";
  let server: Server;
  beforeAll(async () => {
    const databaseUrl = inject("databaseUrl");
    server = await startServer({
      APP_ORIGIN: ORIGIN,
      LOG_LEVEL: "trace",
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    });
  });
  afterAll(() => server.stop());

  /** As the proxy passes it on: fetch would not send this Host. */
  function pass(path: string, fields: Record<string, string>): Promise<{ status: number; cookies: string[] }> {
    const headers = { Host: "tasks.example.com", Origin: ORIGIN, "X-Forwarded-Proto": "https" };
    const type = { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" };
    return new Promise((resolve, reject) => {
      request(server.url + path, { method: "POST", headers: { ...headers, ...type } }, (answer) => {
        answer.resume();
        resolve({ status: answer.statusCode!, cookies: answer.headers["set-cookie"] ?? [] });
      })
        .on("error", reject)
        .end(String(new URLSearchParams(fields)));
    });
  }

  const secrets = { password: "canary-password-1", wrong: "canary-password-2", reset: "canary-reset-token" };
  const email = `canary-${crypto.randomUUID()}@example.com`;

  test("trap 16: our own forms come through, and set their cookies for https [SEC-047]", async () => {
    const made = await pass("/signup", { name: "Ada", email, password: secrets.password });
    expect(made.status).toBe(303);
    expect(made.cookies.join("\n")).toMatch(/^__Host-session=.*Secure/m);
    expect((await pass("/login", { email, password: secrets.wrong })).status).toBe(401);
  });

  test("trap 35: the log knows no password, cookie, token or query [SEC-047]", async () => {
    const local = { Origin: ORIGIN, "X-Forwarded-Host": "tasks.example.com" };
    const made = await post(`${server.url}/api/auth/sign-in/email`, { email, password: secrets.password });
    const cookie = cookieOf(made);
    const answer = await fetch(`${server.url}/api/auth/token`, { headers: { Cookie: cookie, ...local } });
    const { token } = (await answer.json()) as { token: string };
    await fetch(`${server.url}/api/nobody/tasks?q=canary-query`, { headers: { Authorization: `Bearer ${token}` } });
    await fetch(`${server.url}/reset-password?token=${secrets.reset}`);
    await fetch(`${server.url}/api/auth/verify-email?token=${secrets.reset}`);
    await post(`${server.url}/api/auth/reset-password`, { token: secrets.reset, newPassword: secrets.wrong });
    await fetch(`${server.url}/healthz`);
    await expect.poll(() => server.output()).toContain('"/healthz"'); // what came before it stands there too
    const session = decodeURIComponent(cookie.split("=")[1]!).split(".")[0]!;
    for (const secret of [...Object.values(secrets), "canary-query", session, token, SECRET])
      expect([secret, server.output().includes(secret)]).toEqual([secret, false]);
  });
});
