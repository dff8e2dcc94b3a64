import postgres, { type Sql, type TransactionSql } from "postgres";
import { backUpFirst, type Precaution } from "./backup-before.server";
import { type Database, type Door, type Inspection, type Queryable, ROLES } from "./database.server";
import { DatabaseUnavailable, StartError } from "./errors.server";
import { inspect } from "./inspect.server";
import { exchangeNews } from "./instances.server";
import { applyMigrations, refuseNewerSchema } from "./migrate.server";
import { inTime } from "./patience.server";
import { measured } from "./pool-metrics.server";
import { proveIsolation } from "./self-test.server";

/** Any number will do as long as every instance uses the same. */
const MIGRATION_LOCK = 7_201_926;
const POOL = { max: 10, idle_timeout: 20, max_lifetime: 60 * 30, connect_timeout: 5 };
const silent = { onnotice: () => {} };

interface Options {
  databaseUrlDirect?: string | undefined;
  pooler: boolean;
  precaution?: Precaution;
}

/** Opens PostgreSQL 15 or later at `url`: migrates over the direct address, then works as the two roles. */
export async function openPostgres(url: string, options: Options): Promise<Database> {
  await prepare(url, options);
  const { app, auth } = await provenPools(url, options);
  const { hostname, pathname } = new URL(url);
  const keepToOneself = exchangeNews(directAddress(url, options, options.pooler || isPooler(url)));
  return {
    location: `PostgreSQL at ${hostname}${pathname}`,
    app: app.door,
    auth: auth.door,
    close: async () => {
      await Promise.all([keepToOneself(), app.end(), auth.end()]);
    },
  };
}

/** Looks at the database at `url` as its owner, and then as the two roles; changes nothing, and waits for no migration. */
export async function inspectPostgres(url: string, options: Options): Promise<Inspection> {
  const found = await onDirectAddress(url, options, (sql) => inspect(speak(sql, true)));
  if (found.migrations === "missing") return found;
  const { app, auth } = await provenPools(url, options);
  await Promise.all([app.end(), auth.end()]);
  return found;
}

/** A pool for each role, once they have been seen to keep people apart. */
async function provenPools(url: string, options: Options): Promise<Record<"app" | "auth", Pool>> {
  const pooled = options.pooler || isPooler(url);
  const app = pool(url, ROLES.app, pooled);
  const auth = pool(url, ROLES.auth, pooled);
  try {
    await proveIsolation({ app: app.door, auth: auth.door });
  } catch (error) {
    await Promise.all([app.end(), auth.end()]);
    throw startError(error, `${ROLES.app} or ${ROLES.auth}`);
  }
  return { app, auth };
}

function isPooler(url: string): boolean {
  const { hostname, port } = new URL(url);
  return hostname.split(".")[0]!.endsWith("-pooler") || port === "6543";
}

/** Advisory locks belong to a session, and behind a transaction pooler there is none to hold them. */
function directAddress(url: string, options: Options, pooled: boolean): string {
  if (options.databaseUrlDirect) return options.databaseUrlDirect;
  if (!pooled) return url;
  const direct = new URL(url);
  direct.hostname = direct.hostname.replace(/^([^.]*)-pooler(?=\.|$)/, "$1");
  if (direct.href !== new URL(url).href) return direct.href;
  throw new StartError(
    "DATABASE_URL_DIRECT must be given when DATABASE_URL points to a transaction pooler: migrations need a connection of their own.",
  );
}

/** Migrates under an advisory lock, so that instances started together take turns. */
async function prepare(url: string, options: Options): Promise<void> {
  await asOwner(url, options, async (transaction, sql) => {
    await refuseNewerSchema(speak(sql, true));
    if (options.precaution) await backUpFirst(transaction, options.precaution);
    await transaction(applyMigrations);
    await grantRoles(sql, loginOf(url));
  });
}

/** What a command is given besides its transaction: the grants that a restored database needs before its first row. */
interface OwnersTransaction {
  tx: Queryable;
  grant: () => Promise<void>;
}

/** Runs `work` as one transaction of the owner, over the direct address; the schema stays as it is. */
export async function withPostgres<T>(
  url: string,
  options: Options,
  work: (owners: OwnersTransaction) => Promise<T>,
): Promise<T> {
  return asOwner(url, options, async (_, sql) => {
    const { result } = await sql.begin(async (tx) => ({
      result: await work({ tx: speak(tx, true), grant: () => grantRoles(tx, loginOf(url)) }),
    }));
    return result as T;
  });
}

/** One connection to the direct address, while no other instance migrates, backs up or restores. */
async function asOwner<T>(
  url: string,
  options: Options,
  work: (transaction: Door["transaction"], sql: Sql) => Promise<T>,
): Promise<T> {
  return onDirectAddress(url, options, async (sql) => {
    const transaction: Door["transaction"] = async (run) => {
      const { result } = await sql.begin(async (tx) => ({ result: await run(speak(tx, true)) }));
      return result;
    };
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    return work(transaction, sql);
  });
}

/** One connection to the direct address. */
async function onDirectAddress<T>(url: string, options: Options, work: (sql: Sql) => Promise<T>): Promise<T> {
  const direct = directAddress(url, options, options.pooler || isPooler(url));
  const sql = postgres(direct, { ...silent, max: 1, connect_timeout: POOL.connect_timeout, fetch_types: false });
  try {
    await refuseOldServer(sql);
    return await work(sql);
  } catch (error) {
    throw startError(error);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function refuseOldServer(sql: Sql): Promise<void> {
  const [row] = await sql<[{ version: number; text: string }]>`
    select current_setting('server_version_num')::int as version, current_setting('server_version') as text`;
  if (row.version < 150_000)
    throw new StartError(`PostgreSQL 15 or later is needed; DATABASE_URL leads to ${row.text}.`);
}

/** Who logs in must be allowed to become the two roles. A superuser always is. */
async function grantRoles(sql: Sql | TransactionSql, login: string | undefined): Promise<void> {
  for (const role of Object.values(ROLES)) {
    for (const member of new Set([login ?? "", await currentUser(sql)])) {
      if (!member) continue;
      const [row] = await sql<[{ may: boolean; known: boolean }]>`
        select exists (select from pg_roles where rolname = ${member}) as known,
          coalesce((select rolsuper from pg_roles where rolname = ${member}), false)
          or exists (
            select from pg_auth_members m
            where m.roleid = (select oid from pg_roles where rolname = ${role})
              and m.member = (select oid from pg_roles where rolname = ${member})
              and coalesce((to_jsonb(m) ->> 'set_option')::boolean, true)
          ) as may`;
      if (!row.known || row.may) continue;
      await sql`grant ${sql(role)} to ${sql(member)}`.catch((error: Error) => {
        throw new StartError(
          `The login ${member} may not become ${role} (${error.message}). Run as a superuser: grant ${ROLES.app}, ${ROLES.auth} to "${member}"`,
        );
      });
    }
  }
}

async function currentUser(sql: Sql | TransactionSql): Promise<string> {
  const [row] = await sql<[{ name: string }]>`select current_user as name`;
  return row.name;
}

function loginOf(url: string): string | undefined {
  return decodeURIComponent(new URL(url).username) || undefined;
}

function startError(error: unknown, role?: string): unknown {
  if (error instanceof StartError) return error;
  // Drizzle wraps what the database said in the text of the statement.
  const { code, message } = ((error as Error).cause ?? error) as { code?: string; message?: string };
  // 42501: a right is missing; 22023: the startup parameter names a role that one may not become.
  if (code === "42501" || code === "22023" || code === "28000")
    return new StartError(
      role
        ? `The login of DATABASE_URL may not become ${role} (${message}). Run as the owner: grant ${ROLES.app}, ${ROLES.auth} to the login of DATABASE_URL`
        : `The login for migrations lacks a right (${message}). It must own the database and be allowed to create roles (alter role … createrole); give such a login in DATABASE_URL_DIRECT.`,
    );
  if (!code) return error;
  const cannot = AWAY.test(code) || /^(28|3D)/.test(code) ? "cannot be reached" : "refuses";
  return new StartError(`The database ${cannot}: ${message || code}`, { cause: error });
}

interface Pool {
  door: Door;
  end: () => Promise<void>;
}

/** Reads go out as they are. Writes are transactions: one whose answer did not come in time is not committed later. */
function pool(url: string, role: string, pooled: boolean): Pool {
  const { sql, late, answered, end } = connections(url, role, pooled);
  const prepare = !pooled;
  const transact = <T>(run: (tx: Queryable) => Promise<T>, repeatable: boolean): Promise<T> => {
    let started = false;
    const attempt = async () => {
      const begun = signal();
      const finished = signal();
      const broken = signal();
      const tooLate = signal();
      let lost = false;
      const giveUp = () => {
        lost = true;
        late();
      };
      const ended = sql().begin(async (tx) => {
        begun.give();
        started = true;
        if (lost) throw new DatabaseUnavailable("Nobody waits for this any more.");
        const db = watched(patient(speak(tx, prepare)), broken);
        try {
          if (pooled) await db.query(`select ${SETTINGS.map(localSetting(role))}`);
          const result = await run(db);
          if (broken.isGiven()) return never;
          finished.give();
          return { result };
        } catch (error) {
          // The driver would send its rollback down a connection that is no more, and the process would end of that.
          if (broken.isGiven()) return never;
          if (isUnavailable(error)) tooLate.give();
          throw error;
        }
      });
      ended.catch(broken.give); // it may end long after it was given up, and between two statements
      // Waited for are the connection, each statement and the commit; not what is computed between the statements.
      await inTime(() => Promise.race([begun.given, ended]), giveUp);
      // The rollback waits behind a statement that hangs, for as long as the database lets it: nobody waits for that.
      await Promise.race([finished.given, ended, broken.given, tooLate.given]);
      if (tooLate.isGiven()) throw new DatabaseUnavailable("The database took too long.");
      if (!finished.isGiven()) return await inTime(() => ended.then(({ result }) => result));
      const { result } = await inTime(() => ended, giveUp);
      answered();
      return result;
    };
    return available(attempt, () => repeatable || !started);
  };
  const transaction: Door["transaction"] = (run) => transact(run, false);
  const read = <T>(run: (db: Queryable) => Promise<T>): Promise<T> => {
    if (pooled) return transact(run, true);
    const ask = async () => {
      const rows = await run(speak(sql(), prepare));
      answered();
      return rows;
    };
    return available(
      () => inTime(ask, late),
      () => true,
    );
  };
  const one = (text: string) => (WRITES.test(text) ? transaction : read);
  return {
    door: measured(
      role,
      POOL.max,
    )({
      query: <Row>(text: string, values?: unknown[]) => one(text)((db) => db.query<Row>(text, values)),
      queryArrays: (text, values) => one(text)((db) => db.queryArrays(text, values)),
      transaction,
    }),
    end,
  };
}

const never = new Promise<never>(() => {});

/** Whether patience came to its end, whoever wrapped the error on its way. */
function isUnavailable(error: unknown): boolean {
  for (let one = error; one instanceof Error; one = one.cause) if (one instanceof DatabaseUnavailable) return true;
  return false;
}

/** A transaction whose connection broke sends nothing more, whatever its work makes of the failure. */
function watched(db: Queryable, broken: Signal): Queryable {
  const guarded = async <T>(ask: () => Promise<T>): Promise<T> => {
    if (broken.isGiven()) throw new DatabaseUnavailable("The connection was lost.");
    try {
      return await ask();
    } catch (error) {
      if (LOST.test(String((error as { code?: unknown }).code))) broken.give();
      throw error;
    }
  };
  return {
    query: (text, values) => guarded(() => db.query(text, values)),
    queryArrays: (text, values) => guarded(() => db.queryArrays(text, values)),
  };
}

type Signal = ReturnType<typeof signal>;

function signal() {
  let isGiven = false;
  let resolve = () => {};
  const given = new Promise<void>((done) => {
    resolve = done;
  });
  return {
    given,
    isGiven: () => isGiven,
    give: () => {
      isGiven = true;
      resolve();
    },
  };
}

/** The texts of statements hold no values, so a word in one is a word of SQL. */
const WRITES = /\b(insert|update|delete)\b/i;

/** A pooler refuses startup parameters, so there these are set in each transaction instead. */
const SETTINGS = ["role", "statement_timeout"] as const;
const STATEMENT_MS = 5000;
const localSetting = (role: string) => (name: (typeof SETTINGS)[number]) =>
  `set_config('${name}', '${name === "role" ? role : STATEMENT_MS}', true)`;

/** Every statement is found by an index, whatever its values: planning it anew each time would cost more than to run it. */
const ONE_PLAN = { plan_cache_mode: "force_generic_plan" };

const SILENCE_MS = 3000;

/**
 * A pool of connections that is given up for a new one when it has been silent for long: a connection whose other end
 * vanished without a word would hang for minutes, and in the end all would.
 */
function connections(url: string, role: string, pooled: boolean) {
  const open = () =>
    postgres(url, {
      ...silent,
      ...POOL,
      fetch_types: false,
      prepare: !pooled,
      // Ours to wait, not the driver's: its pauses grow to twenty seconds, and the database may be back long since.
      backoff: () => 0.2,
      ...(pooled
        ? {}
        : { connection: { role, statement_timeout: STATEMENT_MS, ...ONE_PLAN } as Record<string, string | number> }),
    } as Parameters<typeof postgres>[1]);
  let sql = open();
  let heard = performance.now();
  let ended = false;
  return {
    sql: () => sql,
    answered: () => {
      heard = performance.now();
    },
    late: () => {
      if (ended || performance.now() - heard < SILENCE_MS) return;
      const old = sql;
      sql = open();
      heard = performance.now();
      void old.end({ timeout: 0 });
    },
    end: () => {
      ended = true;
      return sql.end({ timeout: 5 });
    },
  };
}

function speak(sql: Sql | TransactionSql, prepare: boolean): Queryable {
  return {
    query: async <Row>(text: string, values: unknown[] = []) => {
      const rows = await sql.unsafe(text, values as never[], { prepare });
      return Object.assign([...rows] as Row[], { count: rows.count });
    },
    queryArrays: async (text, values = []) => {
      const rows = await sql.unsafe(text, values as never[], { prepare }).values();
      return Object.assign([...rows], { count: rows.count });
    },
  };
}

/** A statement in a transaction that nobody waits for any more is not sent. */
function patient(db: Queryable): Queryable {
  return {
    query: (text, values) => inTime(() => db.query(text, values)),
    queryArrays: (text, values) => inTime(() => db.queryArrays(text, values)),
  };
}

/** What says that the database, not the statement, is at fault: connection lost, refused, full, shutting down, too slow. */
const AWAY = /^(CONNECT|CONNECTION_|ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|EHOST|ENET|08|53|57P0|57014)/;

/** It never got as far as a statement. */
const NOT_CONNECTED = /^(CONNECT_|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOST|ENET|53300|57P03)/;
const PAUSES_MS = [100, 400];

/**
 * What `ask` answers. When no connection came about it is asked again, twice; when one was lost, only if `repeatable`
 * says that asking twice does no harm. Throws DatabaseUnavailable when the database is at fault.
 */
async function available<T>(ask: () => Promise<T>, repeatable: () => boolean): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      const code = String((error as { code?: unknown }).code);
      if (!AWAY.test(code)) throw error;
      const again = NOT_CONNECTED.test(code) || (LOST.test(code) && repeatable());
      const pause = PAUSES_MS[attempt];
      if (!again || pause === undefined)
        throw new DatabaseUnavailable("The database does not answer.", { cause: error });
      const jitter = 0.5 + Math.random() / 2;
      await inTime(() => new Promise((resolve) => setTimeout(resolve, pause * jitter)));
    }
  }
}

/** The connection went while it was in use. */
const LOST = /^(CONNECTION_|ECONNRESET|EPIPE|08|57P0)/;
