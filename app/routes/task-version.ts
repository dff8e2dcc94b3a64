import { principalContext } from "~/auth/guard.server";
import { notFound } from "~/http/problem.server";
import { getTask } from "~/tasks/tasks.server";
import type { Route } from "./+types/task-version";

/** Which version of a task stands now: for a page on which somebody is writing, and which must not be drawn anew. */
export async function loader({ context, params }: Route.LoaderArgs): Promise<Response> {
  const task = await getTask(context.get(principalContext), params.taskId);
  if (!task) throw notFound();
  return Response.json({ version: task.version });
}
