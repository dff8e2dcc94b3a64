import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import connect from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { startPostgres } from "../../scripts/postgres.mjs";
import { person, post, signInAgain, submit } from "../support/person";
import { SECRET, type Server, startServer } from "../support/server";

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let server: Server;
beforeAll(async () => {
  postgres = await startPostgres();
  server = await startServer({ DATABASE_URL: postgres.url, LOG_LEVEL: "trace" });
});
afterAll(async () => {
  await server?.stop();
  await postgres?.stop();
});

async function asOwner(text: string) {
  const sql = connect(postgres.url, { max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe(text))];
  } finally {
    await sql.end();
  }
}

/** The lines of the log. */
const lines = () => server.output().split("\n");

test("secrets that come in by any door stand in no line of the log, at any level, and on no page [SEC-028]", async () => {
  const { url } = server;
  const secrets = new Map<string, string>([["the server's own", SECRET]]);
  const canary = (name: string) => {
    const value = `canary-${name.replaceAll(" ", "-")}-${Math.random().toString(36).slice(2)}`;
    secrets.set(name, value);
    return value;
  };
  const pages: string[] = [];
  const seen = async (answer: Response) => void pages.push(await answer.text());

  const ada = await person(url);
  const again = await signInAgain(url, ada);
  for (const [name, value] of Object.entries({ password: ada.password, token: ada.token, cookie: again.cookie }))
    secrets.set(name, value.replace(/^session=/, ""));
  const wrong = canary("wrong password");
  await seen(await submit(`${url}/login`, { email: ada.email, password: wrong }));
  await seen(await post(`${url}/api/auth/sign-in/email`, { email: ada.email, password: wrong }));
  await seen(
    await post(`${url}/api/auth/sign-up/email`, { name: "", email: "x", password: canary("refused sign-up") }),
  );
  await seen(await submit(`${url}/signup`, { name: "", email: "x", password: canary("refused sign-up form") }));
  await seen(await fetch(`${url}/nowhere?token=${canary("query of no page")}`));
  await seen(await fetch(`${url}/api/nowhere?token=${canary("query of the API")}`));
  await seen(await fetch(`${url}/tasks?q=${canary("search")}`, { headers: { Cookie: ada.cookie } }));
  await seen(await fetch(`${url}/tasks`, { headers: { Cookie: `session=${canary("cookie")}` } }));
  await seen(await ada.api("/tasks", { headers: { Authorization: `Bearer ${canary("bearer")}` } }));
  await seen(await fetch(`${url}/api/${ada.id}/tasks`, { headers: { Authorization: `Basic ${canary("basic")}` } }));
  await seen(
    await post(`${url}/api/auth/reset-password`, { token: canary("reset"), newPassword: canary("new password") }),
  );
  await seen(
    await fetch(`${url}/api/auth/sign-in/email`, { method: "POST", body: `{"password":"${canary("no JSON")}` }),
  );
  const report = {
    "csp-report": {
      "document-uri": `${url}/reset-password?token=${canary("report")}`,
      "script-sample": canary("sample"),
    },
  };
  await seen(await post(`${url}/csp-reports`, report, { "Content-Type": "application/csp-report" }));

  await submit(`${url}/forgot-password`, { email: ada.email });
  const outbox = join(server.dataDir, "outbox");
  await expect.poll(() => readdirSync(outbox).length).toBe(1);
  const mail = readFileSync(join(outbox, readdirSync(outbox)[0]!), "utf8")
    .replace(/=\r?\n/g, "")
    .replaceAll("=3D", "=");
  secrets.set("mailed token", /reset-password\?token=([\w-]+)/.exec(mail)![1]!);
  const [row] = await asOwner("select password from account");
  secrets.set("hash", String(row!.password));

  // The database fails under each of them, and what it says has the values in it.
  const chosen = canary("password while it fails");
  await asOwner(
    `revoke select, insert, update on account, session from clearlist_auth; revoke select on tasks from clearlist_app`,
  );
  await seen(await post(`${url}/api/auth/sign-up/email`, { name: "Eve", email: "eve@example.com", password: chosen }));
  await seen(await submit(`${url}/signup`, { name: "Eve", email: "eve2@example.com", password: chosen }));
  await seen(await submit(`${url}/login`, { email: ada.email, password: chosen }));
  await seen(
    await fetch(`${url}/tasks?token=${canary("query of a page that fails")}`, { headers: { Cookie: ada.cookie } }),
  );
  await seen(await ada.api(`/tasks?q=${canary("query of a call that fails")}`));

  await expect.poll(() => lines().filter((line) => line.includes('"level":50')).length).toBeGreaterThan(1);
  expect(lines().length).toBeGreaterThan(25);
  // The person's own words: the list says what was searched for, and "Try again" leads where they were.
  const theirs = ["search", "query of a page that fails"];
  for (const [name, secret] of secrets) {
    expect([name, lines().filter((line) => line.includes(secret))]).toEqual([name, []]);
    if (!theirs.includes(name)) expect([name, pages.filter((text) => text.includes(secret))]).toEqual([name, []]);
  }
  expect(server.output()).not.toMatch(/\$(scrypt|argon2id)\$|eyJhbGciOi|canary/);
});

describe("a report of a broken content policy [SEC-023]", () => {
  const send = (body: string) =>
    fetch(`${server.url}/csp-reports`, { method: "POST", body, headers: { "Content-Type": "application/csp-report" } });
  const reports = () => lines().filter((line) => line.includes('"report"'));

  test("is one short line of the log, without queries and samples; what is none leaves no line", async () => {
    const before = reports().length;
    const report = {
      "document-uri": `${server.url}/tasks?q=private`,
      "effective-directive": "script-src-elem",
      "blocked-uri": `https://evil.example/${"x".repeat(5000)}?secret`,
      "source-file": 'not an address\n{"level":50}',
      "line-number": 7,
      "script-sample": "alert(private)",
    };
    for (const body of ["", "nonsense", "[]", "null", '{"csp-report":null}'])
      expect((await send(body)).status).toBe(204);
    expect((await send(JSON.stringify({ "csp-report": report }))).status).toBe(204);
    await expect.poll(() => reports().length).toBe(before + 1);
    const line = reports().at(-1)!;
    expect(JSON.parse(line).report).toEqual({
      directive: "script-src-elem",
      blocked: `https://evil.example/${"x".repeat(179)}`,
      page: `${server.url}/tasks`,
      source: "not",
      line: 7,
    });
    expect(line).not.toMatch(/private|secret/);
  });

  test("is bounded in size and number, and only taken by POST", async () => {
    expect((await send("x".repeat(20_000))).status).toBe(413);
    expect((await fetch(`${server.url}/csp-reports`)).status).toBe(405);
    expect(
      (await fetch(`${server.url}/csp-reports`, { method: "POST", headers: { Origin: "https://evil.example" } }))
        .status,
    ).toBe(403);
    const many = await Promise.all(Array.from({ length: 70 }, () => send("{}")));
    const late = many.filter(({ status }) => status === 429);
    expect(late.length).toBeGreaterThanOrEqual(10);
    expect(Number(late[0]!.headers.get("Retry-After"))).toBeGreaterThan(0);
  });
});

test("every line that a request causes has the id of its answer, whoever writes it [OPS-055]", async () => {
  const { url } = server;
  const ids = new Map<string, string>();
  const began = lines().length - 1;
  const ask = async (name: string, answer: Promise<Response>, status: number) => {
    const { headers, status: got } = await answer;
    expect([name, got]).toEqual([name, status]);
    ids.set(headers.get("X-Request-Id")!, name);
  };
  const caused = () =>
    lines()
      .slice(began)
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as { id?: string; level: number; by?: string; msg: string });
  const bad = { name: "Eve", email: "eve@example.com", password: "correct horse" };

  await asOwner("grant select on account, session to clearlist_auth");
  await ask("better auth", post(`${url}/api/auth/sign-in/email`, bad), 401);
  await asOwner("revoke select on account, session from clearlist_auth");
  // At once, so that an id that stays behind from another request would be seen.
  await Promise.all([
    ask("a right that is missing", post(`${url}/api/auth/sign-up/email`, bad), 503),
    ask("a page", fetch(`${url}/login`), 200),
  ]);
  await postgres.down();
  await Promise.all([
    ask("outage under the API", post(`${url}/api/auth/sign-in/email`, bad), 503),
    ask("outage under a page", submit(`${url}/login`, bad), 503),
  ]);

  const ended = () => caused().filter(({ id, msg }) => msg === "request" && ids.has(id!));
  await expect.poll(() => ended().length).toBe(ids.size);
  // The connection on which an instance hears of the others belongs to no request.
  const own = caused().filter(({ msg }) => !msg.startsWith("this instance "));
  expect(own.filter(({ id }) => id === undefined)).toEqual([]);
  const told = (name: string) => caused().filter(({ id, msg }) => ids.get(id!) === name && msg !== "request");
  for (const name of ["better auth", "a right that is missing", "outage under the API", "outage under a page"])
    expect([name, told(name).some(({ level }) => level >= 40)]).toEqual([name, true]);
  expect(told("better auth").map(({ by }) => by)).toContain("better-auth");
});
