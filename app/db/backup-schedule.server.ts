import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

import { log } from "../log.server";
import { writeBackup } from "./backup.server";
import { fileTime } from "./backup-before.server";
import { database } from "./database.server";

const HOUR_MS = 60 * 60 * 1000;
const NAME = /^scheduled-.*\.jsonl$/;

interface Schedule {
  directory: string;
  hours: number;
  keep: number;
}

/**
 * Backs the embedded database up whenever the newest backup is older than so many hours, and keeps the last few. The
 * server does it itself, because nobody else may open that database. Returns what ends it; a backup that runs is given up.
 */
export function scheduleBackups({ directory, hours, keep }: Schedule): () => void {
  const ended = new AbortController();
  const look = async () => {
    const newest = scheduled(directory).at(-1);
    if (newest && Date.now() - statSync(newest).mtimeMs < hours * HOUR_MS) return;
    try {
      await backUp(directory, ended.signal);
      for (const old of scheduled(directory).slice(0, -keep)) rmSync(old);
    } catch (error) {
      if (!ended.signal.aborted) log.error({ err: error }, "the scheduled backup failed; again in an hour");
    }
  };
  void look();
  const timer = setInterval(look, HOUR_MS).unref();
  ended.signal.addEventListener("abort", () => clearInterval(timer));
  return () => ended.abort();
}

async function backUp(directory: string, signal: AbortSignal): Promise<void> {
  const file = join(directory, `scheduled-${fileTime()}.jsonl`);
  const rows = await database().app.transaction((tx) => writeBackup(tx, file, { signal }));
  if (rows === 0) rmSync(file);
  else log.info({ file, rows }, "backed up");
}

/** Oldest first: their names are their times. */
function scheduled(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((name) => NAME.test(name))
    .sort()
    .map((name) => join(directory, name));
}
