import { resolve } from "node:path";
import type { MigrationMeta } from "drizzle-orm/migrator";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type { Queryable } from "./database.server";
import { StartError } from "./errors.server";

/** The SQL files stand beside the built server as they do in the repository: it is started from the project's folder. */
export const migrationsFolder = resolve("drizzle");

let known: MigrationMeta[] | undefined;
const migrations = () => (known ??= readMigrationFiles({ migrationsFolder }));

/** Throws StartError when the database has a migration that this version does not know; changes nothing. */
export async function refuseNewerSchema(db: Queryable): Promise<void> {
  const applied = await appliedHashes(db);
  const ours = new Set(migrations().map((migration) => migration.hash));
  if (applied.some((hash) => !ours.has(hash)))
    throw new StartError(
      "The database was made by a newer version of Clearlist. Nothing was changed; start that version, or restore a backup into an empty database.",
    );
}

/** Whether every migration that this version knows has been applied. */
export async function schemaIsCurrent(db: Queryable): Promise<boolean> {
  const applied = new Set(await appliedHashes(db));
  return migrations().every((migration) => applied.has(migration.hash));
}

async function appliedHashes(db: Queryable): Promise<string[]> {
  const [table] = await db.query<{ exists: boolean }>(
    "select to_regclass('drizzle.__drizzle_migrations') is not null as exists",
  );
  if (!table?.exists) return [];
  return (await db.query<{ hash: string }>("select hash from drizzle.__drizzle_migrations")).map((row) => row.hash);
}
