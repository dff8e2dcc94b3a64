import { sql } from "drizzle-orm";

import { asUser, own, type Principal } from "~/db/identity.server";
import { taskChanges, tasks } from "~/db/schema.server";
import { statement } from "~/db/statement.server";
import { CHANGES, type ChangeKind } from "./change-kinds.server";
import { TOUCHED, type Touched } from "./selection.server";
import { isId } from "./task-id.server";

/**
 * Takes a change back, once: those of its tasks that are still as it left them are as they were before. Tells how many;
 * undefined when there is no such change, or none any more.
 */
export async function undoChange(
  principal: Principal,
  change: string,
): Promise<{ kind: ChangeKind; count: number } | undefined> {
  if (!isId(change)) return undefined;
  const values = { userId: principal.userId, change };
  return asUser(principal, async (tx) => {
    const [known] = await kindStatement(tx, values);
    if (!known) return undefined;
    const [row] = await undoStatements[known.kind](tx, values);
    own(principal, row!.owners);
    return { kind: known.kind, count: row!.count };
  });
}

const mine = sql`${taskChanges.userId} = ${sql.placeholder("userId")} and ${taskChanges.id} = ${sql.placeholder("change")}::uuid`;
const kindStatement = statement<{ kind: ChangeKind }>(
  sql`select ${taskChanges.kind} from ${taskChanges} where ${mine} for update`,
);

const undoStatement = (kind: ChangeKind) =>
  statement<Touched>(sql`
    with change as (
      delete from ${taskChanges} where ${mine} returning task_ids, moments
    ), was as materialized (
      select w.id, w.moment from change, unnest(task_ids, moments) as w (id, moment)
    ), target as materialized (
      select ${tasks.userId}, ${tasks.id}, was.moment from ${tasks} join was on was.id = ${tasks.id}
      where ${tasks.userId} = ${sql.placeholder("userId")} and ${CHANGES[kind].after}
      order by ${tasks.id} for update of tasks
    ), changed as (
      update ${tasks} set ${CHANGES[kind].undo} from target where ${tasks.userId} = ${sql.placeholder("userId")} and ${tasks.id} = target.id
    )
    ${TOUCHED}`);

const undoStatements: Record<ChangeKind, ReturnType<typeof undoStatement>> = {
  completed: undoStatement("completed"),
  reopened: undoStatement("reopened"),
  deleted: undoStatement("deleted"),
  restored: undoStatement("restored"),
};
