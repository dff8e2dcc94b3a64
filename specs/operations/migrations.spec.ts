import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import connect from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Queryable } from "../../app/db/database.server";
import { withEmbedded } from "../../app/db/embedded.server";
import { applyMigrations } from "../../app/db/migrate.server";
import { withPostgres } from "../../app/db/postgres.server";
import { startPostgres } from "../../scripts/postgres.mjs";
import { runScript } from "../support/command";
import { launch, refusedStart, startServer, temporaryFolder } from "../support/server";

const journal = JSON.parse(readFileSync("drizzle/meta/_journal.json", "utf8")) as { entries: { tag: string }[] };
/** Each state that a database may be in which an earlier version left behind. */
const earlier = journal.entries.slice(0, -1).map(({ tag }, at) => [tag, at + 1] as const);

const folder = temporaryFolder();
let postgres: Awaited<ReturnType<typeof startPostgres>>;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true });
});

/** People and tasks in columns that have been there from the first migration on. */
async function layOut(tx: Queryable, migrations: number) {
  await applyMigrations(tx, migrations);
  await tx.query(`insert into "user" (id, name, email) values ('ada', 'Ada', 'ada@example.com')`);
  await tx.query(
    "insert into account (id, user_id, account_id, provider_id, password) values ('1', 'ada', 'ada', 'credential', 'hash')",
  );
  await tx.query(
    `insert into tasks (id, user_id, title, completed, completed_at, version, created_at, updated_at)
     select gen_random_uuid(), 'ada', 'Äpfel ' || n, n % 2 = 0, case when n % 2 = 0 then now() end, n,
       '2026-01-01T00:00:00.123Z', now() from generate_series(1, 30) n`,
  );
  // Since the second migration the app writes what search finds a task by; that migration wrote it for older rows.
  if (migrations > 1) await tx.query("update tasks set words = array_to_tsvector(array['apfel'])");
}

const TASKS =
  "select id, title, completed, completed_at::text, version, created_at::text, updated_at::text from tasks order by id";
const look = async (tx: Queryable) => ({
  users: await tx.query(`select id, name, email from "user"`),
  accounts: await tx.query("select id, password from account"),
  tasks: await tx.query(TASKS),
});
const countsAndWords = async (tx: Queryable) => [
  ...(await tx.query("select user_id, pending, done from task_counts")),
  ...(await tx.query("select count(*)::int as found from tasks where words @@ 'apfel'::tsquery")),
];

async function newDatabase(): Promise<string> {
  const name = `m${randomUUID().replaceAll("-", "")}`;
  const sql = connect(postgres.url, { max: 1, onnotice: () => {} });
  await sql.unsafe(`create database ${name}`);
  await sql.end();
  return postgres.url.replace(/postgres$/, name);
}

describe.each(earlier)("a database as %s left it", (_, migrations) => {
  test.each(["embedded", "postgres"])(
    "on %s is backed up and migrated, with all its rows [OPS-024, OPS-029]",
    async (kind) => {
      const DATA_DIR = join(folder, `${kind}-${migrations}`);
      const DATABASE_URL = kind === "postgres" ? await newDatabase() : "";
      const inside = <T>(work: (tx: Queryable) => Promise<T>) =>
        DATABASE_URL
          ? withPostgres(DATABASE_URL, { pooler: false }, ({ tx }) => work(tx))
          : withEmbedded(DATA_DIR, work, { make: true });
      await inside((tx) => layOut(tx, migrations));
      const before = await inside(look);

      const env = { DATA_DIR, DATABASE_URL };
      const unwritable = await refusedStart({ ...env, BACKUP_DIR: "/dev/null/backups" });
      expect(unwritable.code).toBe(1);
      expect(unwritable.output).toContain("backing it up first failed");
      const [unchanged] = await inside((tx) => tx.query("select count(*)::int as n from drizzle.__drizzle_migrations"));
      expect(unchanged).toEqual({ n: migrations });

      expect(await (await startServer(env)).stop()).toBe(0);
      expect(await inside(look)).toEqual(before);
      const kept = [{ user_id: "ada", pending: 15, done: 15 }, { found: 30 }];
      expect(await inside(countsAndWords)).toEqual(kept);

      const [file = ""] = readdirSync(join(DATA_DIR, "backups"));
      expect(file).toMatch(new RegExp(`^before-migration-${migrations}-`));
      const elsewhere = join(folder, `${kind}-${migrations}-again`);
      const restored = await runScript("restore", [join(DATA_DIR, "backups", file)], { DATA_DIR: elsewhere });
      expect(restored).toMatchObject({ code: 0 });
      const again = await withEmbedded(elsewhere, async (tx) => [await look(tx), await countsAndWords(tx)], {
        make: false,
      });
      expect(again).toEqual([before, kept]);
    },
    120_000,
  );
});

test("a start killed in the middle of a migration leaves what was there, and the next one completes it [OPS-029]", async () => {
  const DATABASE_URL = await newDatabase();
  await withPostgres(DATABASE_URL, { pooler: false }, ({ tx }) => layOut(tx, 1));
  const sql = connect(DATABASE_URL, { max: 1, onnotice: () => {} });
  const seeing = connect(DATABASE_URL, { max: 1, onnotice: () => {} });
  const waiting = () =>
    seeing`select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
  await sql`begin`;
  await sql`lock table tasks in share mode`; // a migration that has made its first changes waits here
  const { server } = await launch({ DATABASE_URL, DATA_DIR: join(folder, "killed") });
  await expect.poll(async () => (await waiting()).length, { timeout: 30_000 }).toBeGreaterThan(0);
  await server.kill();
  await sql`commit`;
  await Promise.all([sql.end(), seeing.end()]);
  await withPostgres(DATABASE_URL, { pooler: false }, async ({ tx }) => {
    const [applied] = await tx.query("select count(*)::int as n from drizzle.__drizzle_migrations");
    expect(applied).toEqual({ n: 1 });
    const [table] = await tx.query("select to_regclass('task_counts') as made");
    expect(table).toEqual({ made: null });
  });

  expect(await (await startServer({ DATABASE_URL })).stop()).toBe(0);
  await withPostgres(DATABASE_URL, { pooler: false }, async ({ tx }) => {
    expect(await countsAndWords(tx)).toEqual([{ user_id: "ada", pending: 15, done: 15 }, { found: 30 }]);
  });
});

const INSTANCES = 5;
/** In one run by hand: 20. */
const ROUNDS = Number(process.env.MIGRATION_ROUNDS ?? 1);
test(
  `trap 9: ${INSTANCES} instances started at once on an empty database all come up, ${ROUNDS} times over [OPS-009]`,
  async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const DATABASE_URL = await newDatabase();
      const servers = await Promise.all(Array.from({ length: INSTANCES }, () => startServer({ DATABASE_URL })));
      expect(await Promise.all(servers.map((server) => server.stop()))).toEqual(servers.map(() => 0));
    }
  },
  ROUNDS * 60_000,
);
