import { validationFailed } from "./problem.server";

/** The request's Idempotency-Key, 1 to 255 visible ASCII characters; undefined without one, or the refusal. */
export function idempotencyKey(request: Request): string | undefined | Response {
  const key = request.headers.get("Idempotency-Key");
  if (key === null || /^[\x21-\x7e]{1,255}$/.test(key)) return key ?? undefined;
  const message = "must have 1 to 255 visible ASCII characters";
  return validationFailed([{ field: "Idempotency-Key", code: "invalid", message }]);
}
