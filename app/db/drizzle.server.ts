import { drizzle } from "drizzle-orm/pg-proxy";

import type { Door, Queryable } from "./database.server";
import { noticed } from "./outage.server";
import * as schema from "./schema.server";

/** Drizzle speaking through a door, for Better Auth's adapter: the role stays the door's, transactions included. */
export function drizzleOver(door: Door) {
  const db = speakThrough(door);
  // The proxy driver has no transactions of its own; the door has.
  db.transaction = (run) => door.transaction((tx) => run(speakThrough(tx) as unknown as Parameters<typeof run>[0]));
  return db;
}

function speakThrough(connection: Queryable) {
  return drizzle(
    async (text, values, method) => {
      const rows = await noticed<unknown[] & { count: number }>(
        method === "all" ? connection.queryArrays(text, values) : connection.query(text, values),
      );
      return { rows: Object.assign(rows, { rowCount: rows.count }) };
    },
    { schema },
  );
}
