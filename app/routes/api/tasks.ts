import { href } from "react-router";

import { ownerContext } from "~/auth/guard.server";
import { readJson, readQuery } from "~/http/input.server";
import { methods } from "~/http/methods.server";
import { listQuery, newTask } from "~/tasks/task-input.server";
import { createTask, listTasksJson } from "~/tasks/tasks.server";
import type { Route } from "./+types/tasks";
import { taskResponse } from "./task-response.server";

/** /api/:userId/tasks */
export const loader = methods<Route.LoaderArgs>({
  async GET({ context, url }) {
    const query = readQuery(url.searchParams, listQuery);
    if (query instanceof Response) return query;
    const page = await listTasksJson(context.get(ownerContext), query);
    return new Response(page, { headers: { "Content-Type": "application/json" } });
  },
  async POST({ context, request }) {
    const input = await readJson(request, newTask);
    if (input instanceof Response) return input;
    const owner = context.get(ownerContext);
    const task = await createTask(owner, input);
    const Location = href("/api/:userId/tasks/:taskId", { userId: owner.userId, taskId: task.id });
    return taskResponse(task, { status: 201, headers: { Location } });
  },
});
export const action = loader;
