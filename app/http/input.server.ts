import type * as z from "zod";

import { rule } from "~/words/rules.server";
import { readBody } from "./body.server";
import { type FieldError, problem, validationFailed } from "./problem.server";

const JSON_MAX = 64 * 1024;
const JSON_TYPES = ["application/json"];
export const MERGE_PATCH = [...JSON_TYPES, "application/merge-patch+json"];

interface JsonOptions {
  /** Media types that are read; anything else is a 415. */
  types?: string[];
  /** Keys that are taken away before the schema sees the body. */
  ignored?: string[];
  /** What an absent body means; without it, an absent body is malformed. */
  absent?: unknown;
}

/** A request's JSON body as `schema` reads it, or the refusal to send. */
export async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  { types = JSON_TYPES, ignored = [], absent }: JsonOptions = {},
): Promise<z.output<Schema> | Response> {
  const accepted = () => types.includes(mediaType(request));
  const bytes = await readBody(request, JSON_MAX, accepted);
  if (bytes === "refused") return problem("unsupported_media_type", `The body must be ${types.join(" or ")}.`);
  if (bytes === "too_large") return problem("payload_too_large", "The body must have at most 64 KiB.");
  if (bytes.length === 0 && absent !== undefined) return parse(schema, absent);

  const body = decode(bytes);
  if (body === undefined) return problem("malformed_json", "The body is not valid JSON in UTF-8.");
  if (typeof body.json !== "object" || body.json === null || Array.isArray(body.json))
    return validationFailed([{ field: "body", code: "invalid_type", message: "must be a JSON object" }]);
  return parse(schema, without(body.json, ignored));
}

/** The query parameters as `schema` reads them, or the refusal. One that is given twice or empty is refused. */
export function readQuery<Schema extends z.ZodType>(
  params: URLSearchParams,
  schema: Schema,
): z.output<Schema> | Response {
  const errors: FieldError[] = [];
  for (const name of new Set(params.keys())) {
    const values = params.getAll(name);
    if (values.length > 1) errors.push({ field: name, code: "duplicate", message: "must be given once" });
    else if (values[0] === "") errors.push({ field: name, code: "empty", message: "must not be empty" });
  }
  const result = check(schema, Object.fromEntries(params));
  if (errors.length === 0 && result.ok) return result.input;
  const named = new Set(errors.map((error) => error.field));
  return validationFailed([...errors, ...(result.ok ? [] : result.errors.filter((error) => !named.has(error.field)))]);
}

/** `value` as `schema` reads it, or what is wrong: a field each, in the words that both doors show. */
export function check<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): { ok: true; input: z.output<Schema> } | { ok: false; errors: FieldError[] } {
  const result = schema.safeParse(value, { reportInput: true });
  return result.success
    ? { ok: true, input: result.data }
    : { ok: false, errors: result.error.issues.flatMap(fieldErrors) };
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ field: key, code: "unknown_field", message: "is not known here" }));
  const field = issue.path.join(".") || "body";
  if (issue.code === "custom") return [{ field, code: issue.params?.code ?? "invalid", message: issue.message }];
  if (issue.code === "invalid_type" && issue.input === undefined)
    return [{ field, code: "required", message: rule("required") }];
  return [{ field, code: CODES[issue.code] ?? "invalid", message: issue.message }];
}

const CODES: Record<string, string> = {
  invalid_type: "invalid_type",
  invalid_value: "out_of_range",
  invalid_format: "out_of_range",
  too_big: "too_long",
  too_small: "too_short",
};

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> | Response {
  const result = check(schema, value);
  return result.ok ? result.input : validationFailed(result.errors);
}

function mediaType(request: Request): string {
  return (request.headers.get("Content-Type") ?? "").split(";")[0]!.trim().toLowerCase();
}

const UTF8 = new TextDecoder("utf-8", { fatal: true });

function decode(bytes: Uint8Array): { json: unknown } | undefined {
  try {
    return { json: JSON.parse(UTF8.decode(bytes)) };
  } catch {
    return undefined;
  }
}

function without(body: object, ignored: string[]): object {
  if (ignored.length === 0) return body;
  return Object.fromEntries(Object.entries(body).filter(([key]) => !ignored.includes(key)));
}
