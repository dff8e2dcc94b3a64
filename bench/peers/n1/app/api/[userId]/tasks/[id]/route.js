import { invalid, one, owned, sentTask } from "../../../../../lib/owner.js";
import { db, mine, tasks } from "../../../../../lib/tasks.js";

export const GET = owned(async (_, who, { id }) => one((await db.select().from(tasks).where(mine(id, who)))[0]));

export const PUT = owned(async (request, who, { id }) => {
  const sent = await sentTask(request);
  if (!sent) return invalid();
  const changed = { ...sent, updated_at: new Date() };
  return one((await db.update(tasks).set(changed).where(mine(id, who)).returning())[0]);
});

export const DELETE = owned(async (_, who, { id }) => {
  const rows = await db.delete(tasks).where(mine(id, who)).returning({ id: tasks.id });
  return rows.length > 0 ? new Response(null, { status: 204 }) : one();
});
