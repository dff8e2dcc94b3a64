import { appendFileSync, readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** What the document says of one answer. */
interface Documented {
  headers?: Record<string, { $ref: string }>;
  content?: Record<string, { schema: object; example?: unknown; examples?: Record<string, { value: unknown }> }>;
}

export interface Operation {
  operationId: string;
  path: string;
  method: string;
  pointer: string;
  requestBody?: { content: Record<string, { schema: object; example: unknown }> };
  responses: Record<string, Documented | { $ref: string }>;
  security: Record<string, []>[];
}

export const contract = JSON.parse(readFileSync("specs/contracts/openapi.json", "utf8"));
// OpenAPI's own words beside the schemas, such as `example`, are none of Ajv's business.
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ ...contract, $id: "contract" });

/** Every operation of the document. */
export const operations: Operation[] = Object.entries<Record<string, Operation>>(contract.paths).flatMap(
  ([path, item]) =>
    Object.entries(item)
      .filter(([method]) => method !== "parameters")
      .map(([method, operation]) => ({
        ...operation,
        path,
        method: method.toUpperCase(),
        pointer: `#/paths/${escaped(path)}/${method}`,
      })),
);

/** A schema of the document, to check values with. */
export function validator(schema: object): ValidateFunction {
  const known = validators.get(schema);
  if (known) return known;
  const made = ajv.compile(absolute(schema));
  validators.set(schema, made);
  return made;
}
const validators = new Map<object, ValidateFunction>();

/** A part of the document, where it stands in full. */
export function resolved<T extends object>(node: T | { $ref: string }): T {
  if (!("$ref" in node)) return node as T;
  return node.$ref
    .slice(2)
    .split("/")
    .reduce((at, part) => at[part.replaceAll("~1", "/").replaceAll("~0", "~")], contract);
}

/** The operation that answers this request; undefined where the document names none. */
export function operationOf(method: string, pathname: string): Operation | undefined {
  const path = pathname.replace(/(?<=.)\/$/, "");
  if (/^\/api\/auth\/tasks(\/|$)/.test(path)) return undefined;
  return operations.find((one) => one.method === method && pattern(one.path).test(path));
}

/**
 * Throws when an answer is none that the document names: its status, its headers, its body to the last field. What was
 * seen is written down, so that a run can tell which answers nobody ever got.
 */
export async function witness(method: string, url: string, answer: Response): Promise<void> {
  const { pathname } = new URL(url);
  const operation = operationOf(method === "HEAD" ? "GET" : method, pathname);
  const said = `${method} ${pathname} answered ${answer.status}`;
  const type = (answer.headers.get("Content-Type") ?? "").split(";")[0]!;
  if (!operation) {
    if (type === "application/problem+json") hold(said, { $ref: "#/components/schemas/Problem" }, await answer.json());
    return;
  }
  const documented = operation.responses[answer.status];
  if (!documented) throw new Error(`${said}, which the contract does not name`);
  const { headers = {}, content = {} } = resolved(documented);
  for (const [name, header] of Object.entries(headers))
    if (resolved<{ required?: boolean }>(header).required && !answer.headers.has(name))
      throw new Error(`${said} without ${name}`);
  if (method === "HEAD") return;
  const text = await answer.text();
  if (text === "" && type) throw new Error(`${said} as ${type}, without a body`);
  const body = content[type];
  if (!body && (text !== "" || Object.keys(content).length > 0)) throw new Error(`${said} as ${type || "nothing"}`);
  if (body && /json$/.test(type)) hold(said, body.schema, JSON.parse(text));
  if (process.env.EXERCISED) appendFileSync(process.env.EXERCISED, `${operation.operationId} ${answer.status}\n`);
}

/** From here on, every answer to a `fetch` of this process is held against the document. */
export function witnessEverything(): void {
  const plain = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const answer = await plain(input, init);
    const request = input instanceof Request ? input : undefined;
    const url = request?.url ?? String(input);
    const method = (init?.method ?? request?.method ?? "GET").toUpperCase();
    if (/^http:\/\/(localhost|127\.|\[::1\])/.test(url)) await witness(method, url, answer.clone());
    return answer;
  };
}

function hold(said: string, schema: object, value: unknown): void {
  const validate = validator(schema);
  if (!validate(value)) throw new Error(`${said}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(value)}`);
}

const patterns = new Map<string, RegExp>();
function pattern(path: string): RegExp {
  const known = patterns.get(path);
  if (known) return known;
  const made = new RegExp(`^${path.replace(/[.]/g, "\\.").replace(/\{\w+\}/g, "[^/]+")}$`);
  patterns.set(path, made);
  return made;
}

function absolute(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"contract#/'));
}

function escaped(part: string): string {
  return part.replaceAll("~", "~0").replaceAll("/", "~1");
}
