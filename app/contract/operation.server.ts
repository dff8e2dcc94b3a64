import { PROBLEMS, type ProblemCode } from "~/http/problem.server";
import { problemExample } from "./examples.server";
import type { SchemaName } from "./schemas.server";

type Json = Record<string, unknown>;

/** A success: its media type and body, and the headers that come with it. */
export interface Answer {
  description: string;
  /** Absent, the answer has no body. */
  schema?: SchemaName;
  example?: unknown;
  /** Absent, it is JSON. */
  type?: string;
  headers?: HeaderName[];
}

/** One operation of the contract, as short as it can be said. */
export interface Operation {
  id: string;
  tag: "Tasks" | "Accounts" | "About";
  summary: string;
  description?: string;
  /** How the caller shows who they are; absent, nobody needs to. */
  security?: "accessToken" | "session";
  parameters?: Json[];
  body?: { schema: SchemaName; example: unknown; types?: string[]; optional?: boolean };
  answers: Record<number, Answer>;
  /** The refusals in problem details that it can give. */
  problems?: ProblemCode[];
  /** The refusals in Better Auth's form that it can give, by status. */
  authErrors?: Record<number, string>;
}

/** The header fields of answers; `components.headers`. */
const HEADERS = {
  ETag: ["The task's version, as a strong tag.", '"v1"'],
  Location: [
    "The path of the new task.",
    "/api/0199d2a3-11f0-7c44-8e5f-0b9a7c2d4e61/tasks/0199d2a4-6c1b-7a3e-9d52-5a0c3f6e8b17",
  ],
  Link: ['The next page, rel="next"; absent on the last one.', '</api/…/tasks?cursor=…>; rel="next"'],
  "Idempotency-Replayed": ["This is the answer to the first request with this Idempotency-Key.", "true"],
  "X-Request-Id": ["Names the request; the log has it too.", "0199d2a4-6c1b-7a3e-9d52-5a0c3f6e8b18"],
  "RateLimit-Policy": ["Requests a minute; absent where the limit is off.", '"minute";q=600;w=60'],
  RateLimit: ["What remains, and for how many seconds.", '"minute";r=599;t=42'],
  "Retry-After": ["In how many seconds to try again.", "5"],
  "WWW-Authenticate": ["What is asked for, and what was wrong with what came (RFC 6750).", "Bearer"],
  "Cache-Control": ["Who may keep the answer.", "private, no-store"],
  Vary: ["What the answer depends on.", "Authorization"],
} as const;
export type HeaderName = keyof typeof HEADERS;

/** These come always, where they are named at all. */
const CERTAIN: HeaderName[] = ["ETag", "Location", "X-Request-Id", "Retry-After", "WWW-Authenticate", "Cache-Control"];

export const headerComponents = () =>
  Object.fromEntries(
    Object.entries(HEADERS).map(([name, [description, example]]) => [
      name,
      { description, schema: { type: "string" }, example, ...(isCertain(name) && { required: true }) },
    ]),
  );

const isCertain = (name: string) => CERTAIN.includes(name as HeaderName);
function ref(kind: string, name: string) {
  return { $ref: `#/components/${kind}/${name}` };
}

/** The one refusal that has nothing to do with the operation. */
export const misdirected = {
  description: "This server answers under another name than the one in `Host`.",
  headers: headersOf(["X-Request-Id"]),
  content: { "text/plain": { schema: { type: "string" } } },
};

/** The operation in OpenAPI's words. Its refusals, alike in many operations, are put into `shared`. */
export function toOpenApi(shared: Json, { id, tag, security, body, parameters = [], ...operation }: Operation): Json {
  const task = security === "accessToken";
  return {
    operationId: id,
    tags: [tag],
    summary: operation.summary,
    ...(operation.description && { description: operation.description }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: !body.optional,
        content: Object.fromEntries(
          (body.types ?? ["application/json"]).map((type) => [
            type,
            { schema: ref("schemas", body.schema), example: body.example },
          ]),
        ),
      },
    }),
    responses: {
      ...mapped(operation.answers, (answer) => success(answer, task)),
      ...mapped(operation.authErrors ?? {}, authError),
      ...refusals(shared, operation.problems ?? [], task),
      421: ref("responses", "misdirected"),
    },
    security: security ? [{ [security]: [] }] : [],
  };
}

function authError(description: string, status: string): Json {
  return {
    description,
    headers: headersOf(status === "429" ? ["X-Request-Id", "Retry-After"] : ["X-Request-Id"]),
    content: { "application/json": { schema: ref("schemas", "AuthError"), example: { code: "…", message: "…" } } },
  };
}

function refusals(shared: Json, codes: ProblemCode[], task: boolean): Json {
  const responses: Json = {};
  const sorted = codes.toSorted((a, b) => PROBLEMS[a][0] - PROBLEMS[b][0]);
  for (const status of new Set(sorted.map((code) => PROBLEMS[code][0]))) {
    const alike = sorted.filter((code) => PROBLEMS[code][0] === status);
    const name = (task ? "task_" : "") + alike.join("_or_");
    shared[name] = refusal(alike, task);
    responses[status] = ref("responses", name);
  }
  return responses;
}

function success(
  { description, schema, example, type = "application/json", headers = [] }: Answer,
  task: boolean,
): Json {
  const content = schema
    ? { schema: ref("schemas", schema), ...(example !== undefined && { example }) }
    : { schema: { type: "string" } };
  return {
    description,
    headers: headersOf(["X-Request-Id", ...(task ? TASK_HEADERS : []), ...headers]),
    ...((schema || type !== "application/json") && { content: { [type]: content } }),
  };
}

const TASK_HEADERS: HeaderName[] = ["Cache-Control", "Vary", "RateLimit-Policy", "RateLimit"];

function refusal(codes: ProblemCode[], task: boolean): Json {
  const headers = codes.flatMap((code) => OF_REFUSALS[code] ?? []);
  const examples = codes.map((code): [string, Json] => [code, { value: problemExample(code) }]);
  return {
    description: codes.map((code) => PROBLEMS[code][1]).join(", or: "),
    headers: headersOf(["X-Request-Id", ...(task ? (["Cache-Control", "Vary"] as const) : []), ...headers]),
    content: {
      "application/problem+json": {
        schema: { allOf: [ref("schemas", "Problem"), { properties: { code: { enum: codes } } }] },
        examples: Object.fromEntries(examples),
      },
    },
  };
}

const OF_REFUSALS: Partial<Record<ProblemCode, HeaderName[]>> = {
  invalid_token: ["WWW-Authenticate"],
  rate_limited: ["Retry-After", "RateLimit-Policy", "RateLimit"],
  unavailable: ["Retry-After"],
};

function headersOf(names: readonly HeaderName[]): Json {
  return Object.fromEntries(names.map((name) => [name, ref("headers", name)]));
}

function mapped<T>(table: Record<string, T>, make: (value: T, key: string) => Json): Json {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, make(value, key)]));
}
