import { env } from "../env.server";
import type { Wait } from "./patience.server";

/** Rows as objects by column name, or as arrays in column order; `count` is the number of rows touched. */
export interface Queryable {
  query<Row = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[] & { count: number }>;
  queryArrays(text: string, values?: unknown[]): Promise<unknown[][] & { count: number }>;
}

/**
 * A single statement that writes. It hands on `deadline` as its setting app.deadline, and tells in `now` what the
 * database's clock showed, in milliseconds since 1970.
 */
export type TimedWrite<Row extends { now: number }> = (db: Queryable, deadline: string | null) => Promise<Row[]>;

/** Everything sent through a door runs as one database role, whatever connection carries it. */
export interface Door extends Queryable {
  transaction<T>(run: (tx: Queryable) => Promise<T>): Promise<T>;
  /** Rows of a single statement that writes, which is not carried out once nobody waits for it any more. */
  writeInTime<Row extends { now: number }>(write: TimedWrite<Row>): Promise<Row[]>;
  /** The same door for a request whose wait is counted here, not in what follows it (`withPatience`). */
  waiting(wait: Wait): Door;
}

export interface Database {
  /** Where it is, for the line printed at start; never with a password. */
  location: string;
  /** Role clearlist_app: tasks, behind row-level security; of sessions only whether they live. */
  app: Door;
  /** Role clearlist_auth: Better Auth's tables; no tasks. */
  auth: Door;
  close(): Promise<void>;
}

/** What a look at a database finds out. */
export interface Inspection {
  version: string;
  /** `current`, and then its roles and its row-level security have been tried and hold. */
  migrations: "current" | "missing";
  /** How many milliseconds its clock is ahead of ours. */
  ahead: number;
}

/** The roles that the doors run as. They own nothing and cannot bypass row-level security. */
export const ROLES = { app: "clearlist_app", auth: "clearlist_auth" } as const;

// Vite re-evaluates this module on every edit; a second PGlite on the same folder would lose writes.
const holder = globalThis as typeof globalThis & { clearlistDatabase?: Database };

/** The open database. Throws when `openDatabase` has not finished. */
export function database(): Database {
  if (!holder.clearlistDatabase) throw new Error("The database is not open.");
  return holder.clearlistDatabase;
}

/** Makes `opened` the database that `database()` answers with, until it is closed. */
export function holdDatabase(opened: Database): Database {
  const held: Database = {
    ...opened,
    close: async () => {
      if (holder.clearlistDatabase === held) delete holder.clearlistDatabase;
      await opened.close();
    },
  };
  holder.clearlistDatabase = held;
  return held;
}

/**
 * Opens PostgreSQL when DATABASE_URL is set, else the embedded database, and brings its schema up to date.
 * Throws StartError when another process holds the embedded database, a grant is missing or the schema is newer.
 */
export async function openDatabase(): Promise<Database> {
  return (
    holder.clearlistDatabase ??
    holdDatabase(
      env.databaseUrl
        ? await (await import("./postgres.server")).openPostgres(env.databaseUrl, { ...env, precaution: env.backup })
        : await (await import("./embedded.server")).openEmbedded(env.dataDir, env.backup),
    )
  );
}
