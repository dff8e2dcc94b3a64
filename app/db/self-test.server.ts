import { randomUUID } from "node:crypto";

import { type Database, type Door, type Queryable, ROLES } from "./database.server";
import { StartError } from "./errors.server";

/**
 * Proves that the database keeps one person's rows from another, by trying it: with somebody's task present, the app's
 * role must see none without an identity or with another, and must not write one for somebody else. Nothing of it
 * stays. Throws StartError with what is wrong.
 */
export async function proveIsolation({ app, auth }: Pick<Database, "app" | "auth">): Promise<void> {
  const roles = await Promise.allSettled([refuseWrongRole(app, ROLES.app), refuseWrongRole(auth, ROLES.auth)]);
  for (const one of roles) if (one.status === "rejected") throw one.reason;
  await refuseOpenTables(app);
  try {
    await app.transaction(tryToTrespass);
  } catch (error) {
    if (error !== PROVEN) throw error;
  }
}

/** Thrown at the end of the trial, so that the transaction is rolled back. */
const PROVEN = new Error("Row-level security holds.");

async function tryToTrespass(tx: Queryable): Promise<never> {
  const [owner, stranger] = [randomUUID(), randomUUID()];
  const become = (userId: string) => tx.query("select set_config('app.user_id', $1, true)", [userId]);
  const write = () =>
    tx.query("insert into tasks (id, user_id, title) values ($1, $2, 'self-test')", [randomUUID(), owner]);
  const seen = async () => {
    const [row] = await tx.query<{ tasks: number; all: number }>(
      `select (select count(*) from tasks)::int as tasks, (select count(*) from tasks)::int
         + (select count(*) from task_counts)::int + (select count(*) from idempotency_keys)::int
         + (select count(*) from task_changes)::int as all`,
    );
    return row!;
  };

  // All of it at once: a start does not wait for each answer before it asks on.
  const [, , , , , toOwner, , toNobody, , toStranger] = await Promise.all([
    tx.query(`set local role ${ROLES.auth}`),
    tx.query(`insert into "user" (id, name, email) values ($1, 'self-test', $1 || '@self-test.invalid')`, [owner]),
    tx.query(`set local role ${ROLES.app}`),
    become(owner),
    write(),
    seen(),
    become(""),
    seen(),
    become(stranger),
    seen(),
  ]);
  if (toOwner.tasks !== 1) throw broken("a person does not see exactly their own tasks");
  if (toNobody.all > 0) throw broken("rows can be read without an identity");
  if (toStranger.all > 0) throw broken("one person's rows can be read by another");
  await write().catch((error: unknown) => {
    const { code, message } = error as { code?: unknown; message: string };
    if (code !== "42501") throw error;
    // The count of tasks is refused, too, and a refusal of that alone would prove nothing about the tasks.
    if (/\btasks\b/.test(message)) throw PROVEN;
  });
  throw broken("one person can write rows for another");
}

function broken(what: string): StartError {
  return new StartError(
    `Row-level security does not hold: ${what}. The policies of the tables are not those of the migrations; restore them, or the database from a backup. Nobody is served meanwhile.`,
  );
}

/** A role that owns tables, or that row-level security does not bind, must not serve requests. */
async function refuseWrongRole(door: Door, role: string): Promise<void> {
  const [row] = await door.query<{ name: string; free: boolean; owns: boolean; creates: boolean }>(
    `select current_user as name, r.rolsuper or r.rolbypassrls as free,
       exists (select from pg_class c where c.relowner = r.oid) as owns,
       has_schema_privilege('public', 'create') or has_database_privilege(current_database(), 'create') as creates
     from pg_roles r where r.rolname = current_user`,
  );
  if (row?.name !== role) throw new StartError(`The database role is ${row?.name}, not ${role}.`);
  if (row.free || row.owns)
    throw new StartError(
      `The database role ${role} must not be a superuser, bypass row-level security or own tables. Run: alter role ${role} nosuperuser nobypassrls`,
    );
  if (row.creates)
    throw new StartError(
      `The database role ${role} must not be allowed to create anything. Run as the owner: revoke create on schema public from public, ${role}; revoke create on database from ${role}`,
    );
}

async function refuseOpenTables(door: Door): Promise<void> {
  const open = await door.query<{ name: string }>(
    `select c.relname as name from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and not (c.relrowsecurity and c.relforcerowsecurity)
       and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'user_id' and not a.attisdropped)
     order by 1`,
  );
  if (open.length > 0)
    throw new StartError(
      `Row-level security is off for ${open.map(({ name }) => name).join(", ")}. Run as the owner, for each: alter table … enable row level security, force row level security`,
    );
}
