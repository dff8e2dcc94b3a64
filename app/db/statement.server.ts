import { fillPlaceholders, type SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";

import type { Queryable } from "./database.server";

const dialect = new PgDialect();

/**
 * Compiles `query` once; its text never changes, so PostgreSQL prepares it once for each connection.
 * Values go in by `sql.placeholder(name)`. Returns the rows.
 */
export function statement<Row>(query: SQL) {
  const { sql: text, params } = dialect.sqlToQuery(query);
  return (db: Queryable, values: Record<string, unknown>): Promise<Row[]> =>
    db.query<Row>(text, fillPlaceholders(params, values));
}
