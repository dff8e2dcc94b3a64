import { invalid, owned, sentTask } from "../../../../lib/owner.js";
import { db, listTasks, tasks } from "../../../../lib/tasks.js";

export const GET = owned(async (_, who) => Response.json({ items: await listTasks(who) }));

export const POST = owned(async (request, who) => {
  const sent = await sentTask(request);
  if (!sent) return invalid();
  const [row] = await db
    .insert(tasks)
    .values({ user_id: who, ...sent })
    .returning();
  return Response.json(row, { status: 201 });
});
