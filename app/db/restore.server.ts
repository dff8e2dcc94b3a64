import { createHash } from "node:crypto";
import { createReadStream, statSync } from "node:fs";

import { actAs, asRole, FORMAT, FORMAT_VERSION, type Header, KEPT, type Watch } from "./backup.server";
import { type Queryable, ROLES } from "./database.server";
import { StartError } from "./errors.server";
import { appliedMigrations, applyMigrations, unknownTo } from "./migrate.server";

const BATCH = 500;

export interface RestoreOptions extends Watch {
  /** Called when the schema is there that the backup fits, before its rows are written. */
  prepared?: () => Promise<void>;
}

/**
 * Reads the backup `file` into an empty database, in the caller's transaction: whatever is thrown leaves it as it was.
 * The rows go into the schema they came from, and the migrations made since then run over them. Returns their number.
 */
export async function readBackup(tx: Queryable, file: string, options: RestoreOptions = {}): Promise<number> {
  const backup = checkedLines(file, options);
  const { value: first } = await backup.next();
  const header = headerOf(first ?? undefined, file);
  await tx.query("set local timezone = 'UTC'");
  await tx.query("set local role none");
  await refuseNotEmpty(tx, header);
  await applyMigrations(tx, header.migrations.length);
  await options.prepared?.();

  let rows = 0;
  let batch: Batch | undefined;
  for await (const line of backup) {
    const row = rowOf(line, file);
    if (batch && (batch.table !== row.table || batch.owner !== row.owner || batch.rows.length === BATCH)) {
      await insert(tx, batch);
      batch = undefined;
    }
    batch ??= { table: row.table, owner: row.owner, rows: [] };
    batch.rows.push(row.text);
    rows += 1;
  }
  if (batch) await insert(tx, batch);
  await tx.query("set local role none");
  await applyMigrations(tx);
  return rows;
}

type Table = (typeof KEPT)[number];

interface Batch {
  table: Table;
  owner: string | undefined;
  rows: string[];
}

async function insert(tx: Queryable, { table, owner, rows }: Batch): Promise<void> {
  if (owner === undefined) await asRole(tx, ROLES.auth);
  else await actAs(tx, owner);
  await tx.query(
    `insert into "${table.name}" select * from json_populate_recordset(null::"${table.name}", $1::text::json)`,
    [`[${rows.join(",")}]`],
  );
}

async function refuseNotEmpty(tx: Queryable, header: Header): Promise<void> {
  const applied = await appliedMigrations(tx);
  if (applied.length === 0) {
    const [taken] = await tx.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public' limit 1",
    );
    if (taken)
      throw new StartError(`The database is not empty: it has a table ${taken.name}. Restore into an empty one.`);
    return;
  }
  await asRole(tx, ROLES.auth);
  const [row] = await tx.query<{ used: boolean }>(`select exists (select from "user") as used`);
  await tx.query("set local role none");
  if (row!.used)
    throw new StartError("The database is not empty: it has accounts. Nothing was changed; restore into an empty one.");
  if (applied.length > header.migrations.length || applied.some((hash, at) => hash !== header.migrations[at]))
    throw new StartError(
      "The database is empty, but its schema is newer than the backup's. Restore into one that Clearlist was never started on.",
    );
}

function headerOf(line: string | undefined, file: string): Header {
  const header = parsed(line ?? "") as Partial<Header> | undefined;
  if (header?.format !== FORMAT || !Array.isArray(header.migrations))
    throw new StartError(`${file} is not a backup of Clearlist.`);
  if (header.version !== FORMAT_VERSION || unknownTo(header.migrations))
    throw new StartError(`${file} was made by a newer version of Clearlist. Restore it with that version.`);
  return header as Header;
}

/** `{"tasks":{…}}`: the row's own text goes to the database untouched, so that nothing is lost on the way. */
function rowOf(line: string, file: string): { table: Table; owner: string | undefined; text: string } {
  const table = KEPT.find(({ name }) => line.startsWith(`{"${name}":`));
  const text = table && line.slice(table.name.length + 4, -1);
  const row = text && (parsed(text) as { user_id?: string } | undefined);
  if (!row) throw new StartError(`${file} holds a line that no version of Clearlist wrote. Nothing was changed.`);
  return { table, text, owner: table.own ? row.user_id : undefined };
}

/** The lines of a backup but the last, which must tell their number and digest truly: that is looked at before the end. */
async function* checkedLines(file: string, { progress, signal }: Watch): AsyncGenerator<string, void> {
  const hash = createHash("sha256");
  const { size } = statSync(file);
  let held: Buffer | undefined;
  let read = 0;
  let rows = -1;
  for await (const line of lines(file)) {
    signal?.throwIfAborted();
    if (held) {
      hash.update(held);
      rows += 1;
      yield held.toString("utf8", 0, held.length - 1);
    }
    held = line;
    read += line.length;
    progress?.(read / size);
  }
  const trailer = parsed(held?.toString("utf8") ?? "") as { rows?: number; sha256?: string } | undefined;
  if (trailer?.sha256 !== hash.digest("hex") || trailer.rows !== rows)
    throw new StartError(`${file} is not a whole backup of Clearlist: its checksum does not fit. Nothing was changed.`);
}

/** Each with its line feed. Node's readline would also end lines at U+2028, which JSON may hold as it is. */
async function* lines(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      yield Buffer.concat([...rest, chunk.subarray(start, end + 1)]);
      rest = [];
      start = end + 1;
    }
    rest.push(chunk.subarray(start));
  }
  const last = Buffer.concat(rest);
  if (last.length > 0) yield last;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
