import { PROBLEMS, type ProblemCode } from "~/http/problem.server";
import type { Task } from "~/tasks/task";

const MOMENT = "2026-01-05T09:30:00.000Z";

export const TASK_EXAMPLE: Task = {
  id: "0199d2a4-6c1b-7a3e-9d52-5a0c3f6e8b17",
  user_id: "0199d2a3-11f0-7c44-8e5f-0b9a7c2d4e61",
  title: "Buy milk",
  description: "Two bottles, the blue ones.",
  completed: false,
  completed_at: null,
  version: 1,
  created_at: MOMENT,
  updated_at: MOMENT,
};

export const DONE_EXAMPLE: Task = { ...TASK_EXAMPLE, completed: true, completed_at: MOMENT, version: 2 };

export const USER_EXAMPLE = {
  id: TASK_EXAMPLE.user_id,
  name: "Ada",
  email: "ada@example.com",
  emailVerified: false,
  image: null,
  twoFactorEnabled: false,
  createdAt: MOMENT,
  updatedAt: MOMENT,
};

export const SESSION_EXAMPLE = {
  id: "0199d2a3-22ab-7d15-a4c2-8f3e1b6d9c70",
  userId: TASK_EXAMPLE.user_id,
  token: "pZr1q8vX2nWk5tYb7cJd0fGh3sLm6aQe",
  ipAddress: "192.0.2.7",
  userAgent: "curl/8.14",
  expiresAt: "2026-01-12T09:30:00.000Z",
  createdAt: MOMENT,
  updatedAt: MOMENT,
};

/** What a refusal with this code looks like. */
export function problemExample(code: ProblemCode) {
  const [status, title] = PROBLEMS[code];
  const errors = [{ field: "title", code: "too_long", message: "must have at most 200 characters" }];
  return {
    type: `/problems/${code.replaceAll("_", "-")}`,
    title,
    status,
    detail: DETAILS[code],
    code,
    ...(code === "validation_failed" && { errors }),
  };
}

const DETAILS: Record<ProblemCode, string> = {
  malformed_json: "The body is not valid JSON in UTF-8.",
  validation_failed: "title must have at most 200 characters.",
  invalid_token: "An access token is needed: Authorization: Bearer <token>.",
  forbidden: "This token is for another user's tasks.",
  not_found: "There is no such thing here.",
  method_not_allowed: "Use GET, HEAD, POST, OPTIONS.",
  idempotency_conflict: "The first request with this Idempotency-Key is still running.",
  precondition_failed: "The task has changed since: If-Match does not name its current ETag.",
  payload_too_large: "The body must have at most 64 KiB.",
  unsupported_media_type: "The body must be application/json.",
  idempotency_mismatch: "This Idempotency-Key came with another body before.",
  rate_limited: "At most 600 requests a minute. Try again in 42 seconds.",
  internal: "Something went wrong on the server.",
  unavailable: "The database does not answer at the moment. Nothing was changed; try again shortly.",
};
