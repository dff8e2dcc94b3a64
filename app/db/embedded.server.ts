import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PGlite, type PGliteInterface, type Transaction } from "@electric-sql/pglite";
import { backUpFirst, type Precaution } from "./backup-before.server";
import { type Database, type Door, type Inspection, type Queryable, ROLES } from "./database.server";
import { engine } from "./engine.server";
import { StartError } from "./errors.server";
import { inspect } from "./inspect.server";
import { databaseLock, takeLock } from "./lock.server";
import { applyMigrations, refuseNewerSchema } from "./migrate.server";
import { measured } from "./pool-metrics.server";
import { prepared } from "./prepared.server";
import { proveIsolation } from "./self-test.server";

const MAJOR = "18";
/** An empty cluster, made by `npm run build`: copying it takes an instant, initdb takes ten seconds. */
const TEMPLATE = "build/database";
/** PostgreSQL would keep 128 MiB of pages, all of them in this process; the system keeps its files in memory as it is. */
const START = [...PGlite.defaultStartParams, "-c", "shared_buffers=16MB", "-c", "wal_buffers=1MB"];

/** Opens the database kept in `dataDir`/db, making it on the first start. One process at a time. */
export async function openEmbedded(dataDir: string, precaution: Precaution): Promise<Database> {
  return holding(dataDir, async (directory, release) => {
    const pglite = await open(directory);
    await prepare(pglite, precaution);
    const opened = doors(pglite);
    await proveIsolation(opened);
    return {
      ...opened,
      location: `embedded, in ${directory}`,
      close: async () => {
        await pglite.close();
        release();
      },
    };
  });
}

/** Runs `work` as one transaction of the superuser, in a database that nobody else has open; the schema stays as it is. */
export async function withEmbedded<T>(
  dataDir: string,
  work: (tx: Queryable) => Promise<T>,
  { make }: { make: boolean },
): Promise<T> {
  if (!make && !existsSync(join(dataDir, "db"))) throw new StartError(`There is no database in ${dataDir}.`);
  return holding(dataDir, async (directory, release) => {
    const pglite = await open(directory);
    try {
      return await pglite.transaction((tx) => work(speak(tx)));
    } finally {
      await pglite.close();
      release();
    }
  });
}

/** Looks at the database in `dataDir`, which nobody may have open; changes nothing that a server would not. */
export async function inspectEmbedded(dataDir: string): Promise<Inspection> {
  return holding(dataDir, async (directory, release) => {
    const pglite = await open(directory);
    try {
      const found = await inspect(speak(pglite));
      if (found.migrations === "missing") return found;
      await pglite.exec(`set role ${ROLES.app}`);
      await proveIsolation(doors(pglite));
      return found;
    } finally {
      await pglite.close();
      release();
    }
  });
}

const open = async (directory: string) =>
  PGlite.create(directory, { startParams: START, pgliteWasmModule: await engine() });

/** Lets `work` open the directory under its lock, which `work` gives back; if it fails the lock is given back here. */
async function holding<T>(dataDir: string, work: (directory: string, release: () => void) => Promise<T>): Promise<T> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const release = takeLock(databaseLock(dataDir));
  try {
    const directory = join(dataDir, "db");
    refuseOtherMajor(directory, dataDir);
    if (!existsSync(directory)) await makeCluster(directory);
    return await work(directory, release);
  } catch (error) {
    release();
    throw error;
  }
}

/** Brings the schema up to date and gives up the rights of the superuser that PGlite starts as. */
export async function prepare(pglite: PGlite, precaution?: Precaution): Promise<void> {
  await refuseNewerSchema(speak(pglite));
  const asOwner: Door["transaction"] = (run) => pglite.transaction((tx) => run(speak(tx)));
  if (precaution) await backUpFirst(asOwner, precaution);
  await asOwner(applyMigrations);
  await pglite.exec(`set role ${ROLES.app}; set plan_cache_mode = force_generic_plan`);
}

/** Both doors over the one connection that an embedded database has. */
export function doors(pglite: PGlite): Pick<Database, "app" | "auth"> {
  const { alone, within } = prepared(pglite);
  const app: Door = {
    ...alone,
    transaction: (run) => pglite.transaction(() => run(within)),
    writeInTime: (write) => write(alone, null), // it is in this process: nothing can come late
    waiting: () => app,
  };
  const asAuth: Door["transaction"] = (run) =>
    pglite.transaction(async (tx) => {
      await tx.exec(`set local role ${ROLES.auth}`);
      return run(within);
    });
  const auth: Door = {
    query: (text, values) => asAuth((tx) => tx.query(text, values)),
    queryArrays: (text, values) => asAuth((tx) => tx.queryArrays(text, values)),
    transaction: asAuth,
    writeInTime: (write) => asAuth((tx) => write(tx, null)),
    waiting: () => auth,
  };
  const oneConnection = measured("embedded", 1);
  return { app: oneConnection(app), auth: oneConnection(auth) };
}

/**
 * Makes `directory` an empty cluster, whole or not at all: a kill in the middle of the first start leaves a folder
 * nobody opens, not a database that never opens.
 */
export async function makeCluster(directory: string): Promise<void> {
  const draft = `${directory}.new`;
  rmSync(draft, { recursive: true, force: true });
  if (existsSync(TEMPLATE)) cpSync(TEMPLATE, draft, { recursive: true });
  else await (await PGlite.create(draft)).close();
  renameSync(draft, directory);
}

/** Throws StartError, with the commands that bring the data over, when another PostgreSQL wrote `directory`. */
export function refuseOtherMajor(directory: string, dataDir: string): void {
  const file = join(directory, "PG_VERSION");
  if (!existsSync(file)) return;
  const found = readFileSync(file, "utf8").trim();
  if (found === MAJOR) return;
  const at = `DATA_DIR='${dataDir}'`;
  const backup = join(dataDir, "move.jsonl");
  throw new StartError(
    `${directory} was written by PostgreSQL ${found}; this version of Clearlist embeds PostgreSQL ${MAJOR}. Nothing was changed. To bring it over, with the version of Clearlist that wrote it:
  ${at} npm run backup -- '${backup}'
and then with this one:
  mv '${directory}' '${directory}.${found}'
  ${at} npm run restore -- '${backup}'
  ${at} npm start`,
  );
}

function speak(connection: PGliteInterface | Transaction): Queryable {
  return {
    query: async <Row>(text: string, values?: unknown[]) => {
      const { rows, affectedRows } = await connection.query<Row>(text, values);
      return Object.assign(rows, { count: affectedRows || rows.length });
    },
    queryArrays: async (text, values) => {
      const { rows, affectedRows } = await connection.query<unknown[]>(text, values, { rowMode: "array" });
      return Object.assign(rows, { count: affectedRows || rows.length });
    },
  };
}
