import type * as z from "zod";
import { ownerContext } from "~/auth/guard.server";
import { etagOf, ifMatch, isFresh } from "~/http/etag.server";
import { MERGE_PATCH, readJson } from "~/http/input.server";
import { methods } from "~/http/methods.server";
import { notFound } from "~/http/problem.server";
import { isReply, reply } from "~/http/reply.server";
import { READ_ONLY, type TaskChanges, taskChanges, taskReplacement } from "~/tasks/task-input.server";
import { deleteTask, getTaskJson, updateTask } from "~/tasks/tasks.server";
import type { Route } from "./+types/task";
import { changeResponse, taskTextResponse } from "./task-response.server";

/** A single task may be kept by its reader's own cache, if it asks again each time. */
const REVALIDATE = { "Cache-Control": "private, no-cache" };

/** /api/:userId/tasks/:taskId */
export const loader = methods<Route.LoaderArgs>({
  async GET({ context, params, request }) {
    const task = await getTaskJson(context.get(ownerContext), params.taskId);
    if (!task) return notFound();
    if (!isFresh(request, task.version)) return taskTextResponse(task, { headers: REVALIDATE });
    return reply(null, { status: 304, headers: { ETag: etagOf(task.version), ...REVALIDATE } });
  },
  PUT: (args) => change(args, taskReplacement),
  PATCH: (args) => change(args, taskChanges, MERGE_PATCH),
  async DELETE({ context, params, request }) {
    const matches = ifMatch(request);
    if (isReply(matches)) return matches;
    return changeResponse(await deleteTask(context.get(ownerContext), params.taskId, matches));
  },
});
export const action = loader;

async function change(
  { context, params, request }: Route.LoaderArgs,
  schema: z.ZodType<TaskChanges>,
  types?: string[],
): Promise<Response> {
  const changes = await readJson(request, schema, { types, ignored: READ_ONLY });
  if (isReply(changes)) return changes;
  const matches = ifMatch(request);
  if (isReply(matches)) return matches;
  return changeResponse(await updateTask(context.get(ownerContext), params.taskId, changes, matches));
}
