import { reply } from "./reply.server";

/** What can go wrong, in the API's words; the status and the title belong to the code. */
export const PROBLEMS = {
  malformed_json: [400, "Malformed JSON"],
  validation_failed: [400, "Validation failed"],
  invalid_token: [401, "Invalid token"],
  forbidden: [403, "Forbidden"],
  not_found: [404, "Not found"],
  method_not_allowed: [405, "Method not allowed"],
  idempotency_conflict: [409, "Still running"],
  precondition_failed: [412, "Precondition failed"],
  payload_too_large: [413, "Payload too large"],
  unsupported_media_type: [415, "Unsupported media type"],
  idempotency_mismatch: [422, "Idempotency key reused"],
  rate_limited: [429, "Too many requests"],
  internal: [500, "Internal error"],
  unavailable: [503, "Unavailable"],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ProblemCode = keyof typeof PROBLEMS;

/** One thing wrong with one field or parameter; the message follows the field's name. */
export interface FieldError {
  field: string;
  code: string;
  message: string;
}

interface Extra {
  errors?: FieldError[];
  headers?: Record<string, string>;
}

/** An error as RFC 9457 problem details. `detail` is a sentence for the developer who reads it. */
export function problem(code: ProblemCode, detail: string, { errors, headers }: Extra = {}): Response {
  const [status, title] = PROBLEMS[code];
  const type = `/problems/${code.replaceAll("_", "-")}`;
  return reply(JSON.stringify({ type, title, status, detail, code, errors }), {
    status,
    headers: { "Content-Type": "application/problem+json", ...headers },
  });
}

/** Input that a schema refused: each field by its name. */
export function validationFailed(errors: FieldError[]): Response {
  return problem("validation_failed", errors.map((error) => `${error.field} ${error.message}.`).join(" "), { errors });
}

/** A missing, a malformed and somebody else's id get this one answer. */
export function notFound(): Response {
  return problem("not_found", "There is no such thing here.");
}

/** The way into the API was not proven; `reason` stands in WWW-Authenticate where a token came (RFC 6750). */
export function unauthorized(tokenCame: boolean): Response {
  return problem(
    "invalid_token",
    tokenCame
      ? "The access token is not valid, has expired, or its session has ended. Get a new one at /api/auth/token."
      : "An access token is needed: Authorization: Bearer <token>.",
    { headers: { "WWW-Authenticate": tokenCame ? 'Bearer error="invalid_token"' : "Bearer" } },
  );
}

/** The database is away. Nothing was carried out; the same request may be sent again. */
export function unavailable(): Response {
  return problem("unavailable", "The database does not answer at the moment. Nothing was changed; try again shortly.", {
    headers: { "Retry-After": "5" },
  });
}
