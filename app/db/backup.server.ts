import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

import { type Queryable, ROLES } from "./database.server";
import { appliedMigrations } from "./migrate.server";

/** The tables that a backup holds, parents first, and the role that sees them. Rows of `own` are somebody's. */
export const KEPT = [
  { name: "user", role: ROLES.auth, key: "id", own: false },
  { name: "account", role: ROLES.auth, key: "id", own: false },
  { name: "two_factor", role: ROLES.auth, key: "id", own: false },
  { name: "tasks", role: ROLES.app, key: "id", own: true },
  { name: "idempotency_keys", role: ROLES.app, key: "key", own: true },
] as const;

/** The tables that it does not hold, and why. */
export const LEFT_OUT: Record<string, string> = {
  session: "tokens are kept in clear: a stolen backup would sign its thief in, so everybody signs in anew",
  verification: "links from mails, good for an hour",
  task_changes: "what can be undone within a day",
  task_counts: "made again by the triggers on tasks",
  rate_limits: "tries of the last hour",
};

export const FORMAT = "clearlist-backup";
export const FORMAT_VERSION = 1;

/** The first line of a backup. */
export interface Header {
  format: typeof FORMAT;
  version: number;
  made: string;
  /** Digests of the migrations that its rows fit. */
  migrations: string[];
}

export interface Watch {
  /** Told after each step which share is done, from 0 to 1. */
  progress?: (share: number) => void;
  signal?: AbortSignal;
}

const PAGE = 500;

/**
 * Writes everything that is kept to `file`, as one moment saw it; `tx` is a transaction that nothing has been asked in.
 * JSON lines: a header, a line for each row, and how many there are with their SHA-256. However much there is, only a
 * page of it is in memory. The file appears under its name when it is whole and on the disk. Returns the number of rows.
 */
export async function writeBackup(tx: Queryable, file: string, watch: Watch = {}): Promise<number> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.part`;
  const handle = await open(draft, "w", 0o600);
  try {
    const rows = await writeRows(tx, handle, watch);
    await handle.sync();
    await handle.close();
    await rename(draft, file);
    await syncFolder(dirname(file));
    return rows;
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(draft, { force: true });
    throw error;
  }
}

async function writeRows(tx: Queryable, handle: FileHandle, { progress, signal }: Watch): Promise<number> {
  await tx.query("set transaction isolation level repeatable read, read only");
  await tx.query("set local timezone = 'UTC'");
  await tx.query("set local role none");
  const hash = createHash("sha256");
  const write = async (text: string) => {
    signal?.throwIfAborted();
    hash.update(text);
    await handle.appendFile(text);
  };
  const migrations = await appliedMigrations(tx);
  const header: Header = { format: FORMAT, version: FORMAT_VERSION, made: new Date().toISOString(), migrations };
  await write(`${JSON.stringify(header)}\n`);
  let rows = 0;
  const put = async (name: string, page: string[]) => {
    rows += page.length;
    if (page.length > 0) await write(page.map((row) => `{"${name}":${row}}\n`).join(""));
  };
  const tables = await existing(tx);
  await asRole(tx, ROLES.auth);
  const users = await count(tx);
  for (const { name, key } of tables.filter(({ own }) => !own))
    for await (const page of pages(tx, name, key)) await put(name, page);

  const own = tables.filter((table) => table.own);
  let done = 0;
  for await (const userId of userIds(tx)) {
    await actAs(tx, userId);
    for (const { name, key } of own) for await (const page of pages(tx, name, key, userId)) await put(name, page);
    await asRole(tx, ROLES.auth);
    progress?.(++done / users);
  }
  await handle.appendFile(`${JSON.stringify({ rows, sha256: hash.digest("hex") })}\n`);
  return rows;
}

/** An earlier schema had fewer tables. */
async function existing(tx: Queryable) {
  const rows = await tx.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  );
  const names = new Set(rows.map((row) => row.name));
  return KEPT.filter(({ name }) => names.has(name));
}

async function count(tx: Queryable): Promise<number> {
  const [row] = await tx.query<{ n: number }>(`select count(*)::int as n from "user"`);
  return row!.n;
}

/** The rows of a table as JSON texts, page after page in the order of their key; the owner's only, if one is given. */
async function* pages(tx: Queryable, name: string, key: string, owner?: string): AsyncGenerator<string[]> {
  const mine = owner === undefined ? "" : "user_id = $1 and";
  const values = owner === undefined ? [] : [owner];
  let after = "";
  let last: unknown[] = [];
  for (;;) {
    const page = await tx.query<{ key: string; row: string }>(
      `select ${key}::text as key, row_to_json(t)::text as row from "${name}" t
       where ${mine} ${after || "true"} order by ${mine && "user_id,"} ${key} limit ${PAGE}`,
      [...values, ...last],
    );
    yield page.map(({ row }) => row);
    if (page.length < PAGE) return;
    after = `${key} > $${values.length + 1}`;
    last = [page.at(-1)!.key];
  }
}

async function* userIds(tx: Queryable): AsyncGenerator<string> {
  for await (const page of pages(tx, "user", "id"))
    for (const row of page) yield (JSON.parse(row) as { id: string }).id;
}

/** Who one is for the rest of the transaction. Owners are bound by row-level security too, so there is no shortcut. */
export async function asRole(tx: Queryable, role: string): Promise<void> {
  await tx.query("select set_config('role', $1, true)", [role]);
}

/** From here on in this transaction the rows of this user are seen, and no others. */
export async function actAs(tx: Queryable, userId: string): Promise<void> {
  await tx.query("select set_config('role', $1, true), set_config('app.user_id', $2, true)", [ROLES.app, userId]);
}

/** The name must be on the disk as well as the content, or a power cut takes the backup. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().catch(() => {}); // not every system can
  await handle.close();
}
