import { join } from "node:path";

import { log } from "../log.server";
import { asRole, writeBackup } from "./backup.server";
import { type Door, ROLES } from "./database.server";
import { StartError } from "./errors.server";
import { appliedMigrations, schemaIsCurrent } from "./migrate.server";

export interface Precaution {
  directory: string;
  beforeMigration: boolean;
}

/** Backs up a database that has accounts and that migrations are about to change. Throws StartError when it cannot. */
export async function backUpFirst(
  transaction: Door["transaction"],
  { directory, beforeMigration }: Precaution,
): Promise<void> {
  if (!beforeMigration) return;
  const applied = await transaction(async (tx) => {
    if (await schemaIsCurrent(tx)) return 0;
    const { length } = await appliedMigrations(tx);
    if (length === 0) return 0;
    await asRole(tx, ROLES.auth);
    const [row] = await tx.query<{ used: boolean }>(`select exists (select from "user") as used`);
    return row!.used ? length : 0;
  });
  if (applied === 0) return;
  const file = join(directory, `before-migration-${applied}-${fileTime()}.jsonl`);
  try {
    const rows = await transaction((tx) => writeBackup(tx, file));
    log.info({ file, rows }, "backed up before a migration");
  } catch (error) {
    throw new StartError(
      `The database must be migrated, and backing it up first failed: ${(error as Error).message}. Nothing was changed. Mend that, set BACKUP_DIR to another folder, or set BACKUP_BEFORE_MIGRATION=0 if you have a backup of your own.`,
    );
  }
}

/** The moment as a file's name may have it, in an order that sorts. */
export const fileTime = () => new Date().toISOString().replaceAll(/[:.]/g, "-");
