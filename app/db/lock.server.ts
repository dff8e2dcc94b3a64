import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { StartError } from "./errors.server";

/** Who holds a lock: a pid alone could by now belong to somebody else, so boot and start time go with it. */
interface Holder {
  pid: number;
  boot: string | null;
  started: string | null;
}

/** Where the lock of the embedded database stands: beside its directory. */
export const databaseLock = (dataDir: string): string => join(dataDir, "db.lock");

/** The process that holds the lock at `path`, if there is one and it lives. */
export function holderOf(path: string): number | undefined {
  const holder = parse(read(path) ?? "");
  return holder && isAlive(holder) ? holder.pid : undefined;
}

/** Throws StartError when a process holds the lock at `path`; takes nothing. */
export function refuseHeld(path: string): void {
  const pid = holderOf(path);
  if (pid !== undefined) throw inUse(pid, path);
}

/**
 * Takes the lock file at `path` or throws StartError naming the process that holds it.
 * A lock is taken over only from a process that is gone, never because it is old. Returns the release.
 */
export function takeLock(path: string): () => void {
  mkdirSync(dirname(path), { recursive: true });
  const mine = JSON.stringify(identityOf(process.pid));
  const draft = `${path}.${process.pid}`;
  // Written aside and linked into place: nobody ever reads half a lock.
  writeFileSync(draft, mine);
  try {
    for (let attempt = 0; attempt < 10; attempt++) {
      if (linked(draft, path)) return () => release(path, mine);
      const held = read(path);
      if (held === undefined) continue;
      const holder = parse(held);
      if (holder && isAlive(holder)) throw inUse(holder.pid, path);
      takeAway(path, held);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  throw new StartError(`The lock ${path} changes hands too quickly. Start one server at a time.`);
}

function inUse(pid: number, path: string): StartError {
  return new StartError(
    `The database is in use by process ${pid} (${path}). Stop that process first, or set DATA_DIR to another folder.`,
  );
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Moves the dead holder's lock away; if somebody quicker has replaced it meanwhile, theirs is put back. */
function takeAway(path: string, dead: string): void {
  const aside = `${path}.${process.pid}.dead`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  if (read(aside) !== dead) linked(aside, path);
  rmSync(aside, { force: true });
}

function release(path: string, mine: string): void {
  if (read(path) === mine) rmSync(path, { force: true });
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function parse(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Holder;
    return Number.isInteger(holder.pid) && holder.pid > 0 ? holder : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(holder: Holder): boolean {
  const now = identityOf(holder.pid);
  if (holder.boot !== now.boot) return false;
  if (now.started !== null || holder.started !== null) return now.started === holder.started;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Boot id and start time come from Linux's /proc; elsewhere they are null and the pid decides alone. */
function identityOf(pid: number): Holder {
  const boot = read("/proc/sys/kernel/random/boot_id")?.trim() ?? null;
  // The name in brackets may hold anything; what follows the last bracket is state, ppid, …, start time (field 22).
  const [state, ...fields] =
    read(`/proc/${pid}/stat`)
      ?.replace(/^.*\) /s, "")
      .split(" ") ?? [];
  const gone = state === undefined || state === "Z" || state === "X";
  return { pid, boot, started: gone ? null : (fields[18] ?? null) };
}
