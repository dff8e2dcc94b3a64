import { type SQL, sql } from "drizzle-orm";

import { tasks } from "~/db/schema.server";

const moment = (column: typeof tasks.createdAt | typeof tasks.completedAt): SQL =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The columns of the contract, in its order and its form. A new column stays private until it is listed here. */
export const columns: SQL = sql`
  ${tasks.id}, ${tasks.userId}, ${tasks.title}, ${tasks.description}, ${tasks.completed},
  ${moment(tasks.completedAt)} as completed_at, ${tasks.version},
  ${moment(tasks.createdAt)} as created_at, ${moment(tasks.updatedAt)} as updated_at`;

/** A row of `tasks` as the JSON text that the API sends. */
export const asJson: SQL = sql`(select row_to_json(t)::text from (select ${columns}) t)`;
