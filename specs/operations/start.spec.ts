import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";

import { freePort } from "../../scripts/postgres.mjs";
import { startMailServer } from "../support/mail-server";
import { person, post, submit } from "../support/person";
import { refusedStart, type Server, startServer, temporaryFolder } from "../support/server";

const folders: string[] = [];
const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.process.exitCode === null && server.stop()));
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

function folder(): string {
  const made = temporaryFolder();
  folders.push(made);
  return made;
}

async function running(env: Record<string, string> = {}): Promise<Server> {
  const server = await startServer(env);
  servers.push(server);
  return server;
}

describe("a first start", () => {
  test("makes the database, says where everything is, and a second one builds nothing [OPS-001, OPS-002, SEC-021]", async () => {
    const DATA_DIR = join(folder(), "data");
    const first = await running({ DATA_DIR });
    expect(first.output()).toContain(`Clearlist is ready on ${first.url}\n`);
    expect(first.output()).toContain(`Data directory: ${DATA_DIR}\n`);
    expect(existsSync(join(DATA_DIR, "db/PG_VERSION"))).toBe(true);
    expect(statSync(DATA_DIR).mode & 0o077).toBe(0);
    expect(await first.stop()).toBe(0);
    expect(existsSync(join(DATA_DIR, "db.lock"))).toBe(false);

    const second = await running({ DATA_DIR });
    expect(second.output()).not.toMatch(/Installing|Building/);
  });

  test("without a secret makes one for its owner's eyes only, and keeps it [OPS-005, SEC-021]", async () => {
    const DATA_DIR = folder();
    const server = await running({ DATA_DIR, BETTER_AUTH_SECRET: "" });
    const file = join(DATA_DIR, "secret");
    const secret = readFileSync(file, "utf8");
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const ada = await person(server.url);
    await server.stop();
    const again = await running({ DATA_DIR, BETTER_AUTH_SECRET: "" });
    expect(readFileSync(file, "utf8")).toBe(secret);
    const answer = await fetch(`${again.url}/api/auth/get-session`, { headers: { Cookie: ada.cookie } });
    expect(await answer.json()).toMatchObject({ user: { id: ada.id } });
  });
});

describe("trap 26: a start is refused in words, without a stack, [OPS-003, OPS-004]", () => {
  test.each<[string, Record<string, string>, string[]]>([
    [
      "for wrong settings, each by its name",
      { PORT: "http", LOG_LEVEL: "loud" },
      ["PORT must be a port number", "LOG_LEVEL must be fatal"],
    ],
    ["for a short secret", { BETTER_AUTH_SECRET: "short" }, ["BETTER_AUTH_SECRET must have at least 32 characters"]],
    [
      "without a secret and an origin on an open address",
      { HOST: "0.0.0.0", BETTER_AUTH_SECRET: "" },
      ["BETTER_AUTH_SECRET must be given", "APP_ORIGIN must be given"],
    ],
    [
      "without them in production",
      { NODE_ENV: "production", DATABASE_URL: "postgres://127.0.0.1:1/x", BETTER_AUTH_SECRET: "" },
      ["BETTER_AUTH_SECRET must be given in production", "APP_ORIGIN must be given in production"],
    ],
    [
      "when the database cannot be reached",
      { DATABASE_URL: "postgres://127.0.0.1:1/x" },
      ["The database cannot be reached"],
    ],
    [
      "for a pooler without a direct address",
      { DATABASE_URL: "postgres://127.0.0.1:6543/x" },
      ["DATABASE_URL_DIRECT must be given"],
    ],
  ])("%s", async (_, env, sentences) => {
    const { code, output } = await refusedStart(env);
    expect(code).toBe(1);
    expect(output).toContain("Clearlist cannot start.");
    for (const sentence of sentences) expect(output).toContain(sentence);
    expect(output).not.toMatch(/\n\s+at /);
  });

  test("when the port is taken [OPS-003]", async () => {
    const server = await running();
    const { code, output } = await refusedStart({ PORT: new URL(server.url).port });
    expect(code).toBe(1);
    expect(output).toContain(`PORT ${new URL(server.url).port} is in use.`);
  });

  test("trap 8: when another major version of PostgreSQL wrote the directory, which stays as it is to the byte [OPS-014, OPS-025]", async () => {
    const DATA_DIR = folder();
    await (await running({ DATA_DIR })).stop();
    writeFileSync(join(DATA_DIR, "db/PG_VERSION"), "17\n");
    const before = everyByte(join(DATA_DIR, "db"));
    const { code, output } = await refusedStart({ DATA_DIR });
    expect(code).toBe(1);
    expect(output).toContain("was written by PostgreSQL 17");
    for (const command of [
      `DATA_DIR='${DATA_DIR}' npm run backup -- '${DATA_DIR}/move.jsonl'`,
      `mv '${DATA_DIR}/db' '${DATA_DIR}/db.17'`,
      `DATA_DIR='${DATA_DIR}' npm run restore -- '${DATA_DIR}/move.jsonl'`,
    ])
      expect(output).toContain(command);
    expect(everyByte(join(DATA_DIR, "db"))).toBe(before);
  });
});

function everyByte(directory: string): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(directory, { recursive: true, encoding: "utf8" }).sort()) {
    const path = join(directory, name);
    hash.update(`${name} ${statSync(path).mtimeMs}\n`);
    if (statSync(path).isFile()) hash.update(readFileSync(path));
  }
  return hash.digest("hex");
}

describe("the data directory", () => {
  test("trap 3: has one holder: a second process ends with the holder's id, and the first goes on [OPS-012]", async () => {
    const DATA_DIR = folder();
    const first = await running({ DATA_DIR });
    const ada = await person(first.url);
    const { code, output } = await refusedStart({ DATA_DIR });
    expect(code).toBe(1);
    expect(output).toContain(`in use by process ${first.process.pid}`);
    expect((await ada.api("/tasks", { body: { title: "still here" } })).status).toBe(201);
  });

  test("is taken over from a process that was killed, and everything acknowledged is there [OPS-013, OPS-015]", async () => {
    const DATA_DIR = folder();
    const first = await running({ DATA_DIR });
    const ada = await person(first.url);
    const acknowledged: string[] = [];
    for (let i = 0; i < 20; i++) {
      const answer = await ada.api("/tasks", { body: { title: `task ${i}` } });
      acknowledged.push(((await answer.json()) as { id: string }).id);
    }
    await first.kill();
    expect(existsSync(join(DATA_DIR, "db.lock"))).toBe(true);

    const { port } = new URL(first.url);
    await running({ DATA_DIR, PORT: port });
    const list = (await (await ada.api("/tasks?order=asc")).json()) as { items: { id: string }[] };
    expect(list.items.map((task) => task.id)).toEqual(acknowledged);
    const page = await fetch(`${first.url}/tasks`, { headers: { Cookie: ada.cookie } });
    expect(await page.text()).toContain("task 19");
  });

  test("of a first start that was killed in the middle opens at the next [OPS-014]", async () => {
    const DATA_DIR = folder();
    const killed = startServer({ DATA_DIR }).catch(() => undefined);
    await expect.poll(() => existsSync(join(DATA_DIR, "db.new")), { timeout: 20_000, interval: 5 }).toBe(true);
    const pid = JSON.parse(readFileSync(join(DATA_DIR, "db.lock"), "utf8")).pid as number;
    process.kill(pid, "SIGKILL");
    await killed;
    const server = await running({ DATA_DIR });
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });
});

describe("stopping", () => {
  test("finishes what runs, takes nothing new, and ends with 0 [OPS-018]", async () => {
    const server = await running();
    const ada = await person(server.url);
    const answer = await new Promise<number | undefined>((resolve, reject) => {
      const body = '{"title":"sent before the stop"}';
      const sent = request(`${server.url}/api/${ada.id}/tasks`, {
        method: "POST",
        headers: {
          Authorization: `Bearer ${ada.token}`,
          "Content-Type": "application/json",
          "Content-Length": body.length,
          Expect: "100-continue",
        },
      });
      sent.on("response", (response) => resolve(response.resume().statusCode)).on("error", reject);
      // The server has the request and waits for its body: now it is told to stop.
      sent.on("continue", async () => {
        server.process.kill("SIGTERM");
        await expect
          .poll(() =>
            fetch(server.url).then(
              () => "answers",
              () => "refuses",
            ),
          )
          .toBe("refuses");
        sent.end(body);
      });
      sent.flushHeaders();
    });
    expect(answer).toBe(201);
    expect(await server.stop()).toBe(0);
  });

  test("trap 29: does not wait for an upload that is stuck [OPS-018]", async () => {
    const server = await running();
    const sent = request(`${server.url}/login`, {
      method: "POST",
      headers: { "Content-Length": 1000, Expect: "100-continue" },
    });
    sent.on("error", () => {});
    await new Promise<void>((resolve) => sent.on("continue", () => resolve()).flushHeaders());
    const began = Date.now();
    expect(await server.stop()).toBe(0);
    expect(Date.now() - began).toBeLessThan(15_000);
  });

  test("follows npm when npm is told to stop, and when npm is killed [OPS-018]", async () => {
    for (const signal of ["SIGTERM", "SIGKILL"] as const) {
      const DATA_DIR = folder();
      const port = await freePort();
      const npm = spawn("npm", ["start"], {
        env: { ...process.env, PORT: String(port), DATA_DIR, BETTER_AUTH_SECRET: "", NODE_ENV: "" },
        stdio: "ignore",
      });
      const ended = new Promise((resolve) => npm.once("close", resolve));
      const lock = join(DATA_DIR, "db.lock");
      const ready = () =>
        fetch(`http://localhost:${port}/readyz`).then(
          (answer) => answer.status,
          () => 0,
        );
      await expect.poll(ready, { timeout: 30_000 }).toBe(200);
      npm.kill(signal);
      await ended;
      await expect.poll(() => existsSync(lock), { timeout: 15_000 }).toBe(false);
    }
  });
});

describe("mail", () => {
  test.each([["log"], ["file"]])("goes to the %s without a mail server [OPS-007, AUTH-011]", async (transport) => {
    const server = await running({ MAIL_TRANSPORT: transport });
    const ada = await person(server.url);
    await submit(`${server.url}/forgot-password`, { email: ada.email });
    if (transport === "log") await expect.poll(() => server.output()).toContain(`${server.url}/reset-password?token=`);
    else await expect.poll(() => existsSync(join(server.dataDir, "outbox"))).toBe(true);
  });

  test("by SMTP goes to the mail server [OPS-007]", async () => {
    const smtp = await startMailServer();
    const server = await running({
      MAIL_TRANSPORT: "smtp",
      MAIL_SMTP_URL: smtp.url,
      MAIL_FROM: "Clearlist <hello@example.com>",
    });
    const email = "ada@example.com";
    await submit(`${server.url}/signup`, { name: "Ada", email, password: "correct horse battery" });
    await submit(`${server.url}/forgot-password`, { email });
    await expect.poll(() => smtp.mailsTo(email).join("\n")).toContain("/reset-password?token=");
    expect(smtp.mailsTo(email).join("\n")).toContain("From: Clearlist <hello@example.com>");
    smtp.close();
  });
});

test("behind TLS the cookie is bound to the host and the browser told to stay with https [SEC-015]", async () => {
  const server = await running({ APP_ORIGIN: "https://tasks.example.com" });
  const answer = await post(`${server.url}/api/auth/sign-up/email`, {
    name: "Ada",
    email: "ada@example.com",
    password: "correct horse",
  });
  expect(answer.status).toBe(200);
  const cookie = answer.headers.getSetCookie().join("\n");
  expect(cookie).toMatch(/^__Host-session=[^;]+;.*Secure/m);
  expect(answer.headers.get("Strict-Transport-Security")).toMatch(/^max-age=\d{8}/);
});
