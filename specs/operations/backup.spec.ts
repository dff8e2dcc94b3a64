import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import connect from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { withEmbedded } from "../../app/db/embedded.server";
import { readBackup } from "../../app/db/restore.server";
import { startPostgres } from "../../scripts/postgres.mjs";
import { runScript } from "../support/command";
import { cookieOf, person, post, signInAgain } from "../support/person";
import { guarded, jar, signInWithPassword } from "../support/second-factor";
import { startServer, temporaryFolder } from "../support/server";
import { codeOf } from "../support/totp";

let postgres: Awaited<ReturnType<typeof startPostgres>>;
const folder = temporaryFolder();
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true });
});

async function owner(text: string, url = postgres.url) {
  const sql = connect(url, { max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe(text))];
  } finally {
    await sql.end();
  }
}

const kinds = {
  embedded: {
    env: { DATA_DIR: join(folder, "embedded") },
    async wipe() {
      await rm(join(this.env.DATA_DIR, "db"), { recursive: true, force: true });
    },
    run(statements: string[]) {
      return withEmbedded(
        this.env.DATA_DIR,
        async (tx) => {
          for (const text of statements) await tx.query(text);
        },
        { make: false },
      );
    },
  },
  postgres: {
    env: { DATA_DIR: join(folder, "postgres"), DATABASE_URL: "" },
    async wipe() {
      // An owner without superuser rights, as on Neon: row-level security binds it too.
      const [known] = await owner("select from pg_roles where rolname = 'keeper'");
      if (!known) await owner("create role keeper login createrole");
      await owner("drop database if exists kept");
      await owner("create database kept owner keeper");
      this.env.DATABASE_URL = `postgres://keeper@127.0.0.1:${postgres.port}/kept`;
    },
    async run(statements: string[]) {
      await owner(statements.join(";"), postgres.url.replace(/postgres$/, "kept"));
    },
  },
};

/** 50 people with 200 tasks each; done ones, changed ones, and whatever letters there are. */
const lives = [
  `insert into "user" (id, name, email) select 'u' || n, 'Person ' || n, 'p' || n || '@example.com' from generate_series(1, 50) n`,
  `insert into account (id, user_id, account_id, provider_id, password)
     select 'a' || n, 'u' || n, 'u' || n, 'credential', 'hash ' || n from generate_series(1, 50) n`,
  `insert into tasks (id, user_id, title, description, completed, completed_at, version, created_at, updated_at, words)
     select gen_random_uuid(), 'u' || n % 50 + 1, 'Task ' || n || E' \\u2028 "\\\\ ☃ 🎉', nullif(repeat(E'line\\n', n % 5), ''),
       n % 3 = 0, case when n % 3 = 0 then now() end, n % 7 + 1, now() - make_interval(secs => n * 1.007), now(),
       array_to_tsvector(array['task', n::text])
     from generate_series(1, 10000) n`,
  "update tasks set deleted_at = '2026-01-01T00:00:00.123Z' where user_id = 'u2' and completed",
  `insert into idempotency_keys (user_id, key, request, answer) values ('u1', 'key', 'digest', 'answer')`,
];

/** Everything between header and trailer. */
const digest = (file: string) =>
  createHash("sha256").update(readFileSync(file, "utf8").split("\n").slice(1, -2).join("\n")).digest("hex");

describe.each(["embedded", "postgres"] as const)("on %s", (name) => {
  const kind = kinds[name];
  const first = join(folder, `${name}-first.jsonl`);
  const second = join(folder, `${name}-second.jsonl`);

  test("10,000 tasks of 50 people come back from a backup as they were [OPS-020, OPS-021]", async () => {
    await kind.wipe();
    const server = await startServer(kind.env);
    const ada = await person(server.url);
    const made = (await (await ada.api("/tasks", { body: { title: "of Ada" } })).json()) as { id: string };
    await ada.api(`/tasks/${made.id}`, { method: "PATCH", body: { completed: true } });
    const before = await (await ada.api("/tasks")).json();
    const ben = await guarded(server.url);
    await server.stop();
    await kind.run(lives);

    const backup = await runScript("backup", [first], kind.env);
    expect(backup).toEqual({ code: 0, output: expect.stringContaining(`Backed up 10107 rows to ${first}\n`) });
    const text = readFileSync(first, "utf8");
    const [header, ...lines] = text.trimEnd().split("\n");
    expect(JSON.parse(header!)).toMatchObject({ format: "clearlist-backup", version: 1 });
    expect(JSON.parse(lines.at(-1)!)).toEqual({ rows: 10_107, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(text).not.toContain(ada.cookie.split("=")[1]!.split(".")[0]!);

    await kind.wipe();
    expect(await runScript("restore", [first], kind.env)).toMatchObject({ code: 0 });
    const again = await runScript("backup", [second], kind.env);
    expect(again.code).toBe(0);
    expect(digest(second)).toBe(digest(first));

    const restored = await startServer(kind.env);
    const back = await signInAgain(restored.url, ada);
    expect(await (await back.api("/tasks")).json()).toEqual(before);
    expect((await fetch(`${restored.url}/tasks`, { headers: { Cookie: ada.cookie } })).url).toContain("/login");
    expect((await back.api("/tasks", { body: { title: "after" } })).status).toBe(201);
    const halfWay = await signInWithPassword(restored.url, ben.who);
    expect(await halfWay.json()).toMatchObject({ twoFactorRedirect: true });
    const code = { code: codeOf(ben.secret, 1) };
    const headers = { Cookie: jar(cookieOf(halfWay)), Origin: restored.url };
    expect((await post(`${restored.url}/api/auth/two-factor/verify-totp`, code, headers)).status).toBe(200);
    await restored.stop();
  }, 180_000);

  test("a database with accounts in it stays as it is, and so does one that a damaged backup is read into [OPS-021]", async () => {
    const refused = await runScript("restore", [first], kind.env);
    expect(refused).toMatchObject({ code: 1, output: expect.stringContaining("is not empty: it has accounts") });
    await kind.wipe();
    const bad = join(folder, "bad.jsonl");
    writeFileSync(bad, readFileSync(first, "utf8").replace("Task 77 ", "Task 78 "));
    const { code, output } = await runScript("restore", [bad], kind.env);
    expect([code, output]).toEqual([1, expect.stringContaining("is not a whole backup")]);
    expect(output).not.toMatch(/\n\s+at /);
    // The rows that were read before the damage was found are not there: the whole one still goes in.
    expect(await runScript("restore", [first], kind.env)).toMatchObject({ code: 0 });
  }, 180_000);
});

test("what is cut off, newer or something else is refused in words [OPS-021]", async () => {
  const header = { format: "clearlist-backup", version: 1, made: "", migrations: [] };
  const trailer = (text: string, rows: number) =>
    `${text}${JSON.stringify({ rows, sha256: createHash("sha256").update(text).digest("hex") })}\n`;
  const line = `${JSON.stringify(header)}\n`;
  const DATA_DIR = join(folder, "refusals");
  for (const [content, reason] of [
    ["", "is not a whole backup"],
    ['{"tasks":[]}\n{"lists":[]}\n', "is not a backup of Clearlist"],
    [line, "is not a whole backup"],
    [trailer(line, 1), "is not a whole backup"],
    [trailer(`${line}{"secrets":{}}\n`, 1), "holds a line that no version of Clearlist wrote"],
    [trailer(`${JSON.stringify({ ...header, version: 2 })}\n`, 0), "newer version of Clearlist"],
    [trailer(`${JSON.stringify({ ...header, migrations: ["unheard of"] })}\n`, 0), "newer version of Clearlist"],
  ] as const) {
    const bad = join(folder, "bad.jsonl");
    writeFileSync(bad, content);
    await expect(withEmbedded(DATA_DIR, (tx) => readBackup(tx, bad), { make: true })).rejects.toThrow(reason);
  }
});

describe("the server with the embedded database", () => {
  const DATA_DIR = join(folder, "scheduled");
  const backups = join(DATA_DIR, "backups");
  const scheduled = () => (existsSync(backups) ? readdirSync(backups).sort() : []);

  test("backs up by itself when the last backup is old, keeps the last few, and is the only one that can [OPS-023]", async () => {
    const server = await startServer({ DATA_DIR });
    await person(server.url);
    const command = await runScript("backup", [], { DATA_DIR });
    expect(command.code).toBe(1);
    expect(command.output).toContain(`in use by process ${server.process.pid}`);
    expect(command.output).toContain(`every 24 hours, to ${backups}`);
    await server.stop();
    expect(scheduled()).toEqual([]);

    const env = { DATA_DIR, BACKUP_KEEP: "2" };
    const old = ["1", "2", "3"].map((n) => join(backups, `scheduled-2020-01-0${n}.jsonl`));
    mkdirSync(backups, { recursive: true }); // there already when the first look came before the first account
    for (const file of old) {
      writeFileSync(file, "");
      utimesSync(file, 0, Date.now() / 1000 - 25 * 3600);
    }
    const next = await startServer(env);
    await expect.poll(() => next.output(), { timeout: 10_000 }).toContain('"msg":"backed up"');
    await expect
      .poll(scheduled)
      .toEqual(["scheduled-2020-01-03.jsonl", expect.stringMatching(/^scheduled-2\d{3}-.*Z/)]);
    await next.stop();
    const rested = await startServer(env);
    expect(await rested.stop()).toBe(0);
    expect(rested.output()).not.toContain("backed up");

    const newest = join(backups, scheduled().at(-1)!);
    await rm(join(DATA_DIR, "db"), { recursive: true });
    expect(await runScript("restore", [newest], { DATA_DIR })).toMatchObject({
      code: 0,
      output: expect.stringContaining("Restored 2 rows"),
    });
  }, 180_000);
});
