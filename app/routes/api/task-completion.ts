import { ownerContext } from "~/auth/guard.server";
import { ifMatch } from "~/http/etag.server";
import { readJson } from "~/http/input.server";
import { methods } from "~/http/methods.server";
import { isReply } from "~/http/reply.server";
import { completionRequest } from "~/tasks/task-input.server";
import { updateTask } from "~/tasks/tasks.server";
import type { Route } from "./+types/task-completion";
import { changeResponse } from "./task-response.server";

/** /api/:userId/tasks/:taskId/complete */
export const loader = methods<Route.LoaderArgs>({
  async PATCH({ context, params, request }) {
    const state = await readJson(request, completionRequest, { absent: {} });
    if (isReply(state)) return state;
    const matches = ifMatch(request);
    if (isReply(matches)) return matches;
    return changeResponse(await updateTask(context.get(ownerContext), params.taskId, state, matches));
  },
});
export const action = loader;
