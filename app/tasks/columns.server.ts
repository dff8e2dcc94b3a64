import { type SQL, sql } from "drizzle-orm";

import { tasks } from "~/db/schema.server";
import { momentText } from "~/db/statement.server";

/** The columns of the contract, in its order and its form. A new column stays private until it is listed here. */
export const columns: SQL = sql`
  ${tasks.id}, ${tasks.userId}, ${tasks.title}, ${tasks.description}, ${tasks.completed},
  ${momentText(tasks.completedAt)} as completed_at, ${tasks.version},
  ${momentText(tasks.createdAt)} as created_at, ${momentText(tasks.updatedAt)} as updated_at`;

/** A row of `tasks` as the JSON text that the API sends. */
export const asJson: SQL = sql`(select row_to_json(t)::text from (select ${columns}) t)`;
