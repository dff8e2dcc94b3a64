import type { Door } from "./database.server";
import { StartError } from "./errors.server";

/**
 * Proves at each start that row-level security bites, whatever was done to the database meanwhile: without an identity
 * the app's role sees no task, and it cannot write one for anybody. Throws StartError with the reason otherwise.
 */
export async function proveIsolation(app: Door): Promise<void> {
  const [open] = await app.query<{ tables: string | null }>(OPEN_TABLES);
  if (open?.tables) refuse(`it is not enabled and forced on ${open.tables}`);
  const [seen] = await app.query<{ any: boolean }>("select exists (select from tasks) as any");
  if (seen?.any) refuse("tasks can be read without an identity");
  const error = await app
    .transaction((tx) => tx.query(FOREIGN_TASK))
    .then(
      () => undefined,
      (reason: Error) => reason,
    );
  if (!/row-level security/.test(String(error?.message))) refuse("a task can be written for somebody else");
}

/** Of the tables that the role may read, those with a user's data that are not protected. */
const OPEN_TABLES = `
  select string_agg(c.relname, ', ') as tables from pg_class c
  where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
    and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'user_id' and not a.attisdropped)
    and has_table_privilege(c.oid, 'select, insert, update, delete')
    and not (c.relrowsecurity and c.relforcerowsecurity)`;

/** Checked before the foreign key is, so it matters not that there is no such user. */
const FOREIGN_TASK = `
  insert into tasks (id, user_id, title) values ('00000000-0000-7000-8000-000000000000', 'nobody', 'not to be written')`;

function refuse(reason: string): never {
  throw new StartError(
    `Row-level security does not hold: ${reason}. Nobody is served until it does. Run as the owner of the database: alter table … enable row level security; alter table … force row level security; and give clearlist_app no further rights.`,
  );
}
