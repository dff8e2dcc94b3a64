import { and, desc, eq, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";

import { connect, LIMIT, userOf } from "../../common.mjs";
import { present, tasks } from "../../schema.mjs";

const db = drizzle(connect());

/** Who asks, by the token in their cookie. */
export async function visitor(request) {
  const token = /(?:^|; *)token=([^;]+)/.exec(request.headers.get("Cookie") ?? "")?.[1];
  const user = token && (await userOf(`Bearer ${token}`));
  if (!user) throw new Response("Sign in first.", { status: 401 });
  return user;
}

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
