import postgres, { type Sql, type TransactionSql } from "postgres";
import { backUpFirst, type Precaution } from "./backup-before.server";
import { type Database, type Door, type Inspection, type Queryable, ROLES } from "./database.server";
import { StartError } from "./errors.server";
import { inspect } from "./inspect.server";
import { exchangeNews } from "./instances.server";
import { applyMigrations, refuseNewerSchema, schemaIsCurrent } from "./migrate.server";
import { AWAY, CONNECT_SECONDS, type Pool, pool, silent, speak } from "./pool.server";
import { proveIsolation } from "./self-test.server";

/** Any number will do as long as every instance uses the same. */
const MIGRATION_LOCK = 7_201_926;

interface Options {
  databaseUrlDirect?: string | undefined;
  pooler: boolean;
  precaution?: Precaution;
}

/** Opens PostgreSQL 15 or later at `url`: migrates over the direct address, then works as the two roles. */
export async function openPostgres(url: string, options: Options): Promise<Database> {
  const { app, auth } = await preparedPools(url, options);
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
  await end(await provenPools(url, options));
  return found;
}

/**
 * The pools over a database that has been prepared. Most starts find nothing to prepare, so the two roles look at it
 * meanwhile; what they have seen of a schema that was changed then counts for nothing.
 */
async function preparedPools(url: string, options: Options): Promise<Record<"app" | "auth", Pool>> {
  const early = provenPools(url, options).catch(() => undefined);
  const isChanged = await prepare(url, options).catch((error: unknown) => {
    void early.then((pools) => pools && end(pools));
    throw error;
  });
  const pools = await early;
  if (pools && !isChanged) return pools;
  if (pools) await end(pools);
  return provenPools(url, options);
}

const end = ({ app, auth }: Record<"app" | "auth", Pool>) => Promise.all([app.end(), auth.end()]);

/** A pool for each role, once they have been seen to keep people apart. */
async function provenPools(url: string, options: Options): Promise<Record<"app" | "auth", Pool>> {
  const pooled = options.pooler || isPooler(url);
  const app = pool(url, ROLES.app, pooled);
  const auth = pool(url, ROLES.auth, pooled);
  try {
    await proveIsolation({ app: app.door, auth: auth.door });
  } catch (error) {
    await end({ app, auth });
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

/** Migrates under an advisory lock, so that instances started together take turns. Says whether there was anything to do. */
async function prepare(url: string, options: Options): Promise<boolean> {
  return asOwner(url, options, async (transaction, sql) => {
    const db = speak(sql, true);
    await refuseNewerSchema(db);
    const isBehind = !(await schemaIsCurrent(db));
    if (isBehind) {
      if (options.precaution) await backUpFirst(transaction, options.precaution);
      await transaction(applyMigrations);
    }
    await grantRoles(sql, loginOf(url));
    return isBehind;
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
  const sql = postgres(direct, { ...silent, max: 1, connect_timeout: CONNECT_SECONDS, fetch_types: false });
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
  const members = new Set([login ?? "", await currentUser(sql)]);
  const pairs = Object.values(ROLES).flatMap((role) => [...members].map((member) => ({ role, member })));
  await Promise.all(pairs.filter(({ member }) => member).map((pair) => grantRole(sql, pair)));
}

async function grantRole(sql: Sql | TransactionSql, { role, member }: { role: string; member: string }): Promise<void> {
  const [row] = await sql<[{ may: boolean; known: boolean }]>`
    select exists (select from pg_roles where rolname = ${member}) as known,
      coalesce((select rolsuper from pg_roles where rolname = ${member}), false)
      or exists (
        select from pg_auth_members m
        where m.roleid = (select oid from pg_roles where rolname = ${role})
          and m.member = (select oid from pg_roles where rolname = ${member})
          and coalesce((to_jsonb(m) ->> 'set_option')::boolean, true)
      ) as may`;
  if (!row.known || row.may) return;
  await sql`grant ${sql(role)} to ${sql(member)}`.catch((error: Error) => {
    throw new StartError(
      `The login ${member} may not become ${role} (${error.message}). Run as a superuser: grant ${ROLES.app}, ${ROLES.auth} to "${member}"`,
    );
  });
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
