import { resolve } from "node:path";
import type { MigrationMeta } from "drizzle-orm/migrator";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type { Queryable } from "./database.server";
import { StartError } from "./errors.server";

/** The SQL files stand beside the built server as they do in the repository: it is started from the project's folder. */
const migrationsFolder = resolve("drizzle");

let known: MigrationMeta[] | undefined;
const migrations = () => (known ??= readMigrationFiles({ migrationsFolder }));

/** Throws StartError when the database has a migration that this version does not know; changes nothing. */
export async function refuseNewerSchema(db: Queryable): Promise<void> {
  if (unknownTo(await appliedMigrations(db)))
    throw new StartError(
      "The database was made by a newer version of Clearlist. Nothing was changed; start that version, or restore a backup into an empty database.",
    );
}

/** Whether one of these migrations is none of ours. */
export function unknownTo(hashes: readonly string[]): boolean {
  const ours = new Set(migrations().map((migration) => migration.hash));
  return hashes.some((hash) => !ours.has(hash));
}

/** Whether every migration that this version knows has been applied. */
export async function schemaIsCurrent(db: Queryable): Promise<boolean> {
  const applied = new Set(await appliedMigrations(db));
  return migrations().every((migration) => applied.has(migration.hash));
}

/** The digests of the migrations that the database has, in order. */
export async function appliedMigrations(db: Queryable): Promise<string[]> {
  const [table] = await db.query<{ exists: boolean }>(
    "select to_regclass('drizzle.__drizzle_migrations') is not null as exists",
  );
  if (!table?.exists) return [];
  const rows = await db.query<{ hash: string }>("select hash from drizzle.__drizzle_migrations order by created_at");
  return rows.map((row) => row.hash);
}

/**
 * Applies, in the caller's transaction, the migrations that are missing: all of them, or only the first `count`.
 * The table they are noted in is Drizzle's, so that its tools know it too.
 */
export async function applyMigrations(tx: Queryable, count = migrations().length): Promise<void> {
  await tx.query("create schema if not exists drizzle");
  await tx.query(
    "create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)",
  );
  const applied = new Set(await appliedMigrations(tx));
  for (const { hash, sql, folderMillis } of migrations().slice(0, count)) {
    if (applied.has(hash)) continue;
    for (const statement of sql) await tx.query(statement);
    await tx.query("insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)", [hash, folderMillis]);
  }
}
