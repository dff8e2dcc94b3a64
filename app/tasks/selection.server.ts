import { type SQL, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";

import type { Queryable } from "~/db/database.server";
import { asUser, own, type Principal } from "~/db/identity.server";
import { taskChanges, tasks } from "~/db/schema.server";
import { statement } from "~/db/statement.server";
import { CHANGES, type ChangeKind } from "./change-kinds.server";
import { searchQuery, wordsOf } from "./search.server";
import type { TaskStatus } from "./task";
import { isId } from "./task-id.server";

/** Several tasks at once: these, or all that match; those in the Trash for what is done there. */
export type Selection = { ids: string[] } | { all: true; status: TaskStatus; q?: string | undefined };

/** What a change came to: how many tasks it has changed, and under which id it can be undone. */
export interface Changed {
  count: number;
  change: string;
}

/** Brings all of a selection into a state, in one statement. What is in it already, gone or somebody else's does not count. */
export async function changeSelected(principal: Principal, kind: ChangeKind, selection: Selection): Promise<Changed> {
  return asUser(principal, (tx) => changeTasks(tx, principal, kind, selection));
}

/** The same as a part of a transaction. */
export async function changeTasks(
  tx: Queryable,
  principal: Principal,
  kind: ChangeKind,
  selection: Selection,
): Promise<Changed> {
  const change = uuidv7();
  const { which, values } = selected(selection);
  const [row] = await changeStatement(kind, which)(tx, { userId: principal.userId, change, ...values });
  own(principal, row!.owners);
  return { count: row!.count, change };
}

/** Which tasks a selection means, as the name of a condition in `WHICH`, and the values that go into it. */
export function selected(selection: Selection): { which: Which; values: Record<string, unknown> } {
  if ("ids" in selection) return { which: "ids", values: { ids: selection.ids.filter(isId).join() } };
  const { status, q } = selection;
  if (q === undefined) return { which: status, values: {} };
  return { which: `${status} found`, values: { words: searchQuery(wordsOf(q)) } };
}

export type Which = keyof typeof WHICH;
const found = sql` and ${tasks.words} @@ ${sql.placeholder("words")}::text::tsquery`;
const pending = sql` and not ${tasks.completed}`;
const done = sql` and ${tasks.completed}`;
export const WHICH = {
  ids: sql` and ${tasks.id} = any(string_to_array(${sql.placeholder("ids")}::text, ',')::uuid[])`,
  all: sql``,
  pending,
  done,
  "all found": found,
  "pending found": sql`${pending}${found}`,
  "done found": sql`${done}${found}`,
} satisfies Record<string, SQL>;

/** How many tasks stand in `target`, and whose they are: looked at once more before it is committed. */
export interface Touched {
  count: number;
  owners: string;
}
export const TOUCHED = sql`select count(*)::int as count,
  coalesce((select json_agg(o)::text from (select distinct user_id from target) o), '[]') as owners from target`;

type ChangeStatement = ReturnType<typeof statement<Touched>>;
const changeStatements = new Map<string, ChangeStatement>();

/** The rows are locked in one order, so that two of these at once wait for each other and never crosswise. */
function changeStatement(kind: ChangeKind, which: Which): ChangeStatement {
  const name = `${kind} ${which}`;
  const known = changeStatements.get(name);
  if (known) return known;
  const { before, set, moment } = CHANGES[kind];
  const made: ChangeStatement = statement(sql`
    with target as materialized (
      select ${tasks.userId}, ${tasks.id}, ${moment} as moment from ${tasks}
      where ${tasks.userId} = ${sql.placeholder("userId")} and ${before}${WHICH[which]}
      order by ${tasks.id} for update
    ), changed as (
      update ${tasks} set ${set} from target
      where ${tasks.userId} = ${sql.placeholder("userId")} and ${tasks.id} = target.id
    ), noted as (
      insert into ${taskChanges} (user_id, id, kind, task_ids, moments)
      select ${sql.placeholder("userId")}, ${sql.placeholder("change")}::uuid, ${kind}, array_agg(id), array_agg(moment)
      from target having count(*) > 0
    )
    ${TOUCHED}`);
  changeStatements.set(name, made);
  return made;
}
