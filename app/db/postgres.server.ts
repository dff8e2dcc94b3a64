import postgres, { type Sql, type TransactionSql } from "postgres";
import { backUpFirst, type Precaution } from "./backup-before.server";
import { type Database, type Door, type Queryable, ROLES } from "./database.server";
import { DatabaseUnavailable, StartError } from "./errors.server";
import { applyMigrations, refuseNewerSchema } from "./migrate.server";

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
  const pooled = options.pooler || isPooler(url);
  await prepare(url, options);
  const app = pool(url, ROLES.app, pooled);
  const auth = pool(url, ROLES.auth, pooled);
  try {
    await refuseWrongRole(app.door, ROLES.app);
    await refuseWrongRole(auth.door, ROLES.auth);
  } catch (error) {
    await Promise.all([app.end(), auth.end()]);
    throw error;
  }
  const { hostname, pathname } = new URL(url);
  return {
    location: `PostgreSQL at ${hostname}${pathname}`,
    app: app.door,
    auth: auth.door,
    close: async () => {
      await Promise.all([app.end(), auth.end()]);
    },
  };
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
  const direct = directAddress(url, options, options.pooler || isPooler(url));
  const sql = postgres(direct, { ...silent, max: 1, connect_timeout: POOL.connect_timeout, fetch_types: false });
  const transaction: Door["transaction"] = async (run) => {
    const { result } = await sql.begin(async (tx) => ({ result: await run(speak(tx, true)) }));
    return result;
  };
  try {
    await refuseOldServer(sql);
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    return await work(transaction, sql);
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

/** Fails closed: a role that owns tables, or that row-level security does not bind, must not serve requests. */
async function refuseWrongRole(door: Door, role: string): Promise<void> {
  const [row] = await door
    .query<{ name: string; super: boolean; bypass: boolean; owns: boolean }>(
      `select current_user as name, r.rolsuper as super, r.rolbypassrls as bypass,
         exists (select from pg_class c where c.relowner = r.oid) as owns
       from pg_roles r where r.rolname = current_user`,
    )
    .catch((error: unknown) => {
      throw startError(error, role);
    });
  if (row?.name !== role) throw new StartError(`The database role is ${row?.name}, not ${role}.`);
  if (row.super || row.bypass || row.owns)
    throw new StartError(
      `The database role ${role} must not be a superuser, bypass row-level security or own tables. Run: alter role ${role} nosuperuser nobypassrls`,
    );
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
  return new StartError(`The database cannot be reached: ${message || code || String(error)}`);
}

function pool(url: string, role: string, pooled: boolean): { door: Door; end: () => Promise<void> } {
  const sql = postgres(url, {
    ...silent,
    ...POOL,
    fetch_types: false,
    prepare: !pooled,
    // A pooler refuses startup parameters, so there the role is set in each transaction instead.
    ...(pooled ? {} : { connection: { role, statement_timeout: 5000 } as Record<string, string | number> }),
  });
  const end = () => sql.end({ timeout: 5 });
  const begin: Door["transaction"] = (run) =>
    available(
      sql.begin(async (tx) => {
        if (pooled) await tx.unsafe(`set local role ${role}`);
        return { result: await run(speak(tx, !pooled)) };
      }),
    ).then(({ result }) => result);
  if (!pooled) return { door: { ...speak(sql, true), transaction: begin }, end };
  return {
    door: {
      query: (text, values) => begin((tx) => tx.query(text, values)),
      queryArrays: (text, values) => begin((tx) => tx.queryArrays(text, values)),
      transaction: begin,
    },
    end,
  };
}

function speak(sql: Sql | TransactionSql, prepare: boolean): Queryable {
  return {
    query: async <Row>(text: string, values: unknown[] = []) => {
      const rows = await available(sql.unsafe(text, values as never[], { prepare }));
      return Object.assign([...rows] as Row[], { count: rows.count });
    },
    queryArrays: async (text, values = []) => {
      const rows = await available(sql.unsafe(text, values as never[], { prepare }).values());
      return Object.assign([...rows], { count: rows.count });
    },
  };
}

/** What says that the database, not the statement, is at fault: connection lost, refused, full, shutting down, too slow. */
const AWAY = /^(CONNECT|CONNECTION_|ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|EHOST|ENET|08|53|57P0|57014)/;

async function available<T>(answer: PromiseLike<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (AWAY.test(String((error as { code?: unknown }).code)))
      throw new DatabaseUnavailable("The database does not answer.", { cause: error });
    throw error;
  }
}
