import { is, Placeholder, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";

import type { Queryable } from "./database.server";

const dialect = new PgDialect();

/**
 * Compiles `query` once; its text never changes, so PostgreSQL prepares it once for each connection.
 * Values go in by `sql.placeholder(name)`. Returns the rows.
 */
export function statement<Row>(query: SQL) {
  const { sql: text, params } = dialect.sqlToQuery(query);
  const fill = params.map((param) => {
    if (!is(param, Placeholder)) return () => param;
    const { name } = param;
    return (values: Record<string, unknown>) => {
      if (!(name in values)) throw new Error(`A statement lacks its ${name}.`);
      return values[name];
    };
  });
  return (db: Queryable, values: Record<string, unknown>): Promise<Row[]> =>
    db.query<Row>(
      text,
      fill.map((value) => value(values)),
    );
}

/** A moment as the text that every door shows: RFC 3339 in UTC with milliseconds and `Z`. */
export const momentText = (moment: SQLWrapper): SQL =>
  sql`to_char(${moment} at time zone interval '0', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
