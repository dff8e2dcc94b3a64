import * as z from "zod";

import { MERGE_PATCH } from "~/http/input.server";
import type { ProblemCode } from "~/http/problem.server";
import { listQuery } from "~/tasks/task-input.server";
import { DONE_EXAMPLE, TASK_EXAMPLE } from "./examples.server";
import type { Operation } from "./operation.server";

const ref = (name: string) => ({ $ref: `#/components/parameters/${name}` });
const uuid = TASK_EXAMPLE.id;

/** `components.parameters`: what stands in paths and header fields; those of a list are the schema's own. */
export const parameterComponents = () => ({
  UserId: {
    name: "user_id",
    in: "path",
    required: true,
    description: "The user whose access token comes with the request.",
    schema: { type: "string" },
    example: TASK_EXAMPLE.user_id,
  },
  TaskId: {
    name: "id",
    in: "path",
    required: true,
    description: "The task.",
    schema: { type: "string" },
    example: uuid,
  },
  IfMatch: {
    name: "If-Match",
    in: "header",
    description: "Go ahead only if this is the task's ETag still, or `*`; else 412. Without it the last write wins.",
    schema: { type: "string" },
    example: '"v1"',
  },
  IfNoneMatch: {
    name: "If-None-Match",
    in: "header",
    description: "Answer 304 if this is the task's ETag still.",
    schema: { type: "string" },
    example: '"v1"',
  },
  IdempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    description: "Makes sending it again safe: for 24 hours the same key and body get the first answer.",
    schema: { type: "string", pattern: "^[\\x21-\\x7e]{1,255}$" },
    example: "7d8f3c52-buy-milk",
  },
});

const LIST_EXAMPLES: Record<string, unknown> = {
  status: "pending",
  sort: "title",
  order: "asc",
  limit: 50,
  offset: 100,
  q: "milk",
};

function listParameters() {
  const { properties = {} } = z.toJSONSchema(listQuery.in, { io: "input" });
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = property as Record<string, unknown>;
    if (schema.type === "integer") delete schema.pattern; // as a text it has digits only
    const example = LIST_EXAMPLES[name];
    return { name, in: "query", description, schema, ...(example !== undefined && { example }) };
  });
}

const TASK = { schema: "Task", example: TASK_EXAMPLE, headers: ["ETag"] } as const;
const changed = (example: unknown) => ({
  200: { ...TASK, headers: [...TASK.headers], description: "The task as it stands now.", example },
});
const EVERYWHERE: ProblemCode[] = ["invalid_token", "forbidden", "rate_limited", "internal", "unavailable"];
const BODY: ProblemCode[] = ["malformed_json", "validation_failed", "payload_too_large", "unsupported_media_type"];
const CHANGE: ProblemCode[] = ["not_found", "precondition_failed"];

/** The operations on tasks by path and method. */
export const taskOperations = (): Record<string, { parameters: unknown[]; operations: Record<string, Operation> }> => ({
  "/api/{user_id}/tasks": {
    parameters: [ref("UserId")],
    operations: {
      get: {
        id: "listTasks",
        tag: "Tasks",
        summary: "List tasks",
        description:
          "One's own tasks: filtered, searched, sorted and cut into pages. Follow `next_cursor`, or the `Link` header, to see each task exactly once while others come and go.",
        security: "accessToken",
        parameters: listParameters(),
        answers: {
          200: {
            description: "A page of the list.",
            schema: "TaskList",
            example: { items: [TASK_EXAMPLE], count: 1, next_cursor: null },
            headers: ["Link"],
          },
        },
        problems: [...EVERYWHERE, "validation_failed"],
      },
      post: {
        id: "createTask",
        tag: "Tasks",
        summary: "Make a task",
        security: "accessToken",
        parameters: [ref("IdempotencyKey")],
        body: { schema: "NewTask", example: { title: "Buy milk", description: "Two bottles, the blue ones." } },
        answers: {
          201: {
            ...TASK,
            description: "The new task.",
            headers: ["ETag", "Location", "Idempotency-Replayed"],
          },
        },
        problems: [...EVERYWHERE, ...BODY, "idempotency_conflict", "idempotency_mismatch"],
      },
    },
  },
  "/api/{user_id}/tasks/{id}": {
    parameters: [ref("UserId"), ref("TaskId")],
    operations: {
      get: {
        id: "getTask",
        tag: "Tasks",
        summary: "Read a task",
        security: "accessToken",
        parameters: [ref("IfNoneMatch")],
        answers: {
          200: { ...TASK, headers: ["ETag"], description: "The task." },
          304: { description: "It has not changed.", headers: ["ETag"], type: "application/json" },
        },
        problems: [...EVERYWHERE, "not_found"],
      },
      put: {
        id: "replaceTask",
        tag: "Tasks",
        summary: "Replace a task",
        description:
          "Without `description` it has none afterwards. The fields that the server sets may stay in the body.",
        security: "accessToken",
        parameters: [ref("IfMatch")],
        body: { schema: "TaskReplacement", example: { ...TASK_EXAMPLE, title: "Buy milk and bread" } },
        answers: changed({ ...TASK_EXAMPLE, title: "Buy milk and bread", version: 2 }),
        problems: [...EVERYWHERE, ...BODY, ...CHANGE],
      },
      patch: {
        id: "changeTask",
        tag: "Tasks",
        summary: "Change a task",
        description: "A JSON merge patch (RFC 7396): absent keys stay as they are, and `{}` changes nothing.",
        security: "accessToken",
        parameters: [ref("IfMatch")],
        body: { schema: "TaskChanges", example: { description: null }, types: MERGE_PATCH },
        answers: changed({ ...TASK_EXAMPLE, description: null, version: 2 }),
        problems: [...EVERYWHERE, ...BODY, ...CHANGE],
      },
      delete: {
        id: "deleteTask",
        tag: "Tasks",
        summary: "Delete a task",
        security: "accessToken",
        parameters: [ref("IfMatch")],
        answers: { 204: { description: "It is gone. Again, it is a 404." } },
        problems: [...EVERYWHERE, "validation_failed", ...CHANGE],
      },
    },
  },
  "/api/{user_id}/tasks/{id}/complete": {
    parameters: [ref("UserId"), ref("TaskId")],
    operations: {
      patch: {
        id: "completeTask",
        tag: "Tasks",
        summary: "Complete or reopen a task",
        description: "Sets the state, never toggles it: without a body the task is done. Repeating it changes nothing.",
        security: "accessToken",
        parameters: [ref("IfMatch")],
        body: { schema: "TaskCompletion", example: { completed: true }, optional: true },
        answers: changed(DONE_EXAMPLE),
        problems: [...EVERYWHERE, ...BODY, ...CHANGE],
      },
    },
  },
});
