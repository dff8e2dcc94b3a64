// The same table, and who asks for it: what bench/peers/schema.mjs and common.mjs are to the other peers.
import { createSecretKey, randomUUID } from "node:crypto";
import { and, desc, eq, sql } from "drizzle-orm";
import { boolean, integer, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { drizzle } from "drizzle-orm/postgres-js";
import { jwtVerify } from "jose";
import postgres from "postgres";

const LIMIT = 50;
const moment = (name) => timestamp(name, { withTimezone: true, precision: 3 });

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

export const db = drizzle(postgres(process.env.DATABASE_URL ?? "postgres://localhost/none", { max: 10 }));
const key = createSecretKey(Buffer.from(process.env.JWT_SECRET ?? "none"));

/** The user id of a valid token, or null. */
export async function userOf(token) {
  try {
    const { payload } = await jwtVerify(token, key, { algorithms: ["HS256"] });
    return payload.sub ?? null;
  } catch {
    return null;
  }
}

export const mine = (id, user) => and(eq(tasks.id, id), eq(tasks.user_id, user));

/** What the product's index of lists is about; without it PostgreSQL would sort all of somebody's tasks. */
const present = sql`deleted_at is null`;

export const listTasks = (user) =>
  db
    .select()
    .from(tasks)
    .where(and(eq(tasks.user_id, user), present))
    .orderBy(desc(tasks.created_at), desc(tasks.id))
    .limit(LIMIT);

/** Two numbers, where the product keeps them too. */
export async function countTasks(user) {
  const [row] = await db.execute(sql`select pending, done from task_counts where user_id = ${user}`);
  return row;
}
