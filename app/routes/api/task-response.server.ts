import { etagOf } from "~/http/etag.server";
import { notFound, problem } from "~/http/problem.server";
import { reply } from "~/http/reply.server";
import type { Task } from "~/tasks/task";
import type { Stale, TaskText } from "~/tasks/tasks.server";

interface Init {
  status?: number;
  headers?: Record<string, string>;
}

/** A task as the API sends it, under its tag. */
export function taskResponse(task: Task, init?: Init): Response {
  return taskTextResponse({ json: JSON.stringify(task), version: task.version }, init);
}

/** The same from its JSON text. */
export function taskTextResponse({ json, version }: TaskText, { status = 200, headers }: Init = {}): Response {
  return reply(json, { status, headers: { "Content-Type": "application/json", ETag: etagOf(version), ...headers } });
}

/** The one table from what came of a change to what the API answers. */
export function changeResponse(
  result: { outcome: "updated"; task: Task } | { outcome: "deleted" } | Stale | undefined,
): Response {
  switch (result?.outcome) {
    case undefined:
      return notFound();
    case "stale":
      return problem("precondition_failed", "The task has changed since: If-Match does not name its current ETag.");
    case "updated":
      return taskResponse(result.task);
    case "deleted":
      return reply(null, { status: 204 });
  }
}
