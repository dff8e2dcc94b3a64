import { sql } from "drizzle-orm";

import { database } from "~/db/database.server";
import { taskChanges, tasks } from "~/db/schema.server";
import { statement } from "~/db/statement.server";

/**
 * Removes for good what has lain in the Trash for thirty days, of everybody, and what could be undone for a day. A
 * thousand tasks at a time, so that nobody waits behind it for long.
 */
export async function sweepTrash(): Promise<void> {
  await forgetChanges(database().auth, {});
  let swept: unknown[];
  do swept = await sweep(database().auth, {});
  while (swept.length === SWEEP);
}

const SWEEP = 1000;
const due = sql`${tasks.deletedAt} < now() - interval '30 days'`;
const sweep = statement(sql`
  delete from ${tasks} where (${tasks.userId}, ${tasks.id}) in (
    select ${tasks.userId}, ${tasks.id} from ${tasks} where ${due} order by ${tasks.deletedAt} limit ${SWEEP}
  ) returning id`);
const forgetChanges = statement(
  sql`delete from ${taskChanges} where ${taskChanges.createdAt} < now() - interval '24 hours'`,
);
