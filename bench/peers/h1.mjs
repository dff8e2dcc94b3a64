// H1: what a Node user would pick instead: Hono + @hono/node-server + drizzle + postgres.js + jose.

import { serve } from "@hono/node-server";
import { and, desc, eq, not, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { Hono } from "hono";
import { connect, LIMIT, PORT, userOf } from "./common.mjs";
import { present, tasks } from "./schema.mjs";

const db = drizzle(connect());
const app = new Hono();
app.use("/api/:userId/*", async (c, next) => {
  const who = await userOf(c.req.header("authorization"));
  if (!who) return c.json({ error: "unauthorized" }, 401);
  if (who !== c.req.param("userId")) return c.json({ error: "forbidden" }, 403);
  c.set("user", who);
  await next();
});
const mine = (c) => and(eq(tasks.id, c.req.param("id")), eq(tasks.user_id, c.get("user")));
const one = (c, row) => (row ? c.json(row) : c.json({ error: "not found" }, 404));
const okTitle = (t) => typeof t === "string" && t.trim().length > 0 && t.length <= 200;
app.get("/api/:userId/tasks", async (c) =>
  c.json({
    items: await db
      .select()
      .from(tasks)
      .where(and(eq(tasks.user_id, c.get("user")), present))
      .orderBy(desc(tasks.created_at), desc(tasks.id))
      .limit(LIMIT),
  }),
);
app.post("/api/:userId/tasks", async (c) => {
  const b = await c.req.json().catch(() => null);
  if (!b || !okTitle(b.title)) return c.json({ error: "invalid" }, 422);
  const [row] = await db
    .insert(tasks)
    .values({ user_id: c.get("user"), title: b.title, description: b.description ?? null })
    .returning();
  return c.json(row, 201);
});
app.get("/api/:userId/tasks/:id", async (c) => one(c, (await db.select().from(tasks).where(mine(c)))[0]));
app.put("/api/:userId/tasks/:id", async (c) => {
  const b = await c.req.json().catch(() => null);
  if (!b || !okTitle(b.title)) return c.json({ error: "invalid" }, 422);
  return one(
    c,
    (
      await db
        .update(tasks)
        .set({ title: b.title, description: b.description ?? null, updated_at: new Date() })
        .where(mine(c))
        .returning()
    )[0],
  );
});
app.patch("/api/:userId/tasks/:id/complete", async (c) =>
  one(
    c,
    (
      await db
        .update(tasks)
        .set({
          completed: not(tasks.completed),
          completed_at: sql`case when completed then null else now() end`,
          updated_at: new Date(),
        })
        .where(mine(c))
        .returning()
    )[0],
  ),
);
app.delete("/api/:userId/tasks/:id", async (c) => {
  const rows = await db.delete(tasks).where(mine(c)).returning({ id: tasks.id });
  return rows.length ? c.body(null, 204) : c.json({ error: "not found" }, 404);
});
serve({ fetch: app.fetch, port: PORT, hostname: "127.0.0.1" }, () => console.log("ready", PORT));
