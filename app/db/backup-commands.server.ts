import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

import { env } from "../env.server";
import { type Watch, writeBackup } from "./backup.server";
import { fileTime } from "./backup-before.server";
import { StartError } from "./errors.server";
import { readBackup } from "./restore.server";

interface Outcome {
  file: string;
  rows: number;
}

/** `npm run backup`: to `file`, or to a new one where the server keeps its own. Throws StartError when it cannot. */
export async function backup(file: string | undefined, watch: Watch): Promise<Outcome> {
  const target = resolve(file ?? join(env.backup.directory, `by-hand-${fileTime()}.jsonl`));
  if (existsSync(target)) throw new StartError(`${target} exists already. Name another file.`);
  const rows = env.databaseUrl
    ? await (await import("./postgres.server")).withPostgres(env.databaseUrl, env, ({ tx }) =>
        writeBackup(tx, target, watch),
      )
    : await (await import("./embedded.server"))
        .withEmbedded(env.dataDir, (tx) => writeBackup(tx, target, watch), { make: false })
        .catch(explainHeld);
  return { file: target, rows };
}

/** `npm run restore`: from `file`, into an empty database, all of it or nothing. Throws StartError when it cannot. */
export async function restore(file: string, watch: Watch): Promise<Outcome> {
  const source = resolve(file);
  if (!existsSync(source)) throw new StartError(`${source} does not exist.`);
  const rows = env.databaseUrl
    ? await (await import("./postgres.server")).withPostgres(env.databaseUrl, env, ({ tx, grant }) =>
        readBackup(tx, source, { ...watch, prepared: grant }),
      )
    : await (await import("./embedded.server")).withEmbedded(env.dataDir, (tx) => readBackup(tx, source, watch), {
        make: true,
      });
  return { file: source, rows };
}

/** Only one process may have the embedded database open: while the server runs, it is the one that backs up. */
function explainHeld(error: unknown): never {
  if (!(error instanceof StartError) || !error.message.includes("in use by process")) throw error;
  const own =
    env.backup.hours > 0
      ? `The server that runs backs up by itself every ${env.backup.hours} hours, to ${env.backup.directory}.`
      : "The server that runs does not back up by itself, because BACKUP_HOURS is 0.";
  throw new StartError(`${error.message}\n${own}`);
}
