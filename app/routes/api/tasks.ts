import { href } from "react-router";
import { ownerContext } from "~/auth/guard.server";
import type { Principal } from "~/db/identity.server";
import { idempotencyKey } from "~/http/idempotency-key.server";
import { readJson, readQuery } from "~/http/input.server";
import { methods } from "~/http/methods.server";
import { problem, validationFailed } from "~/http/problem.server";
import { isReply, reply } from "~/http/reply.server";
import { listQuery, newTask } from "~/tasks/task-input.server";
import { listTasksJson } from "~/tasks/task-list.server";
import { createTaskJson, createTaskOnce } from "~/tasks/tasks.server";
import type { Route } from "./+types/tasks";
import { cursorOf, placeOf } from "./cursor.server";
import { taskResponse, taskTextResponse } from "./task-response.server";

/** /api/:userId/tasks */
export const loader = methods<Route.LoaderArgs>({
  async GET({ context, url }) {
    const query = readQuery(url.searchParams, listQuery);
    if (isReply(query)) return query;
    const owner = context.get(ownerContext);
    const place = query.cursor === undefined ? undefined : placeOf(query.cursor, owner.userId, query);
    if (query.cursor !== undefined && !place)
      return validationFailed([{ field: "cursor", code: "invalid", message: "is not one that this list gave" }]);

    const { items, count, next } = await listTasksJson(owner, query, place);
    const cursor = next && cursorOf(next, owner.userId, query);
    return reply(`{"items":${items},"count":${count},"next_cursor":${JSON.stringify(cursor)}}`, {
      headers: { "Content-Type": "application/json", ...(cursor && { Link: nextPage(url, cursor) }) },
    });
  },
  async POST({ context, request }) {
    const key = idempotencyKey(request);
    const input = await readJson(request, newTask);
    if (isReply(input)) return input;
    if (isReply(key)) return key;
    const owner = context.get(ownerContext);
    if (key === undefined) {
      const made = await createTaskJson(owner, input);
      return taskTextResponse(made, { status: 201, headers: { Location: addressOf(owner, made) } });
    }
    const result = await createTaskOnce(owner, key, input);
    if (result.outcome === "busy")
      return problem("idempotency_conflict", "The first request with this Idempotency-Key is still running.");
    if (result.outcome === "mismatch")
      return problem("idempotency_mismatch", "This Idempotency-Key came with another body before.");
    const replayed = result.outcome === "repeated" && { "Idempotency-Replayed": "true" };
    return taskResponse(result.task, {
      status: 201,
      headers: { Location: addressOf(owner, result.task), ...replayed },
    });
  },
});
export const action = loader;

const addressOf = ({ userId }: Principal, { id }: { id: string }) =>
  href("/api/:userId/tasks/:taskId", { userId, taskId: id });

/** The same page again, only further on (RFC 8288). */
function nextPage(url: URL, cursor: string): string {
  const params = new URLSearchParams(url.searchParams);
  params.delete("offset");
  params.set("cursor", cursor);
  return `<${url.pathname}?${params}>; rel="next"`;
}
