import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { boolean, integer, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";

const moment = (name) => timestamp(name, { withTimezone: true, precision: 3 });

/** The product's table, as far as the peers know it. */
export const tasks = pgTable("tasks", {
  id: uuid("id").primaryKey().$defaultFn(randomUUID),
  user_id: text("user_id").notNull(),
  title: text("title").notNull(),
  description: text("description"),
  completed: boolean("completed").notNull().default(false),
  completed_at: moment("completed_at"),
  version: integer("version").notNull().default(1),
  created_at: moment("created_at").notNull().defaultNow(),
  updated_at: moment("updated_at").notNull().defaultNow(),
});

/** What the product's index of lists is about; without it PostgreSQL would sort all of somebody's tasks. */
export const present = sql`deleted_at is null`;
