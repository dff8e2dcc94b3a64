import { contract, type Operation, resolved } from "./contract";
import type { Person } from "./person";

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
}

/** The operation's own example as a request: with these values in its path, and as this person. */
export function exampleRequest(
  operation: Operation,
  { who, values = {} }: { who?: Person; values?: Record<string, string> } = {},
): { path: string; init: { method: string; headers: Record<string, string>; body?: string } } {
  const { method, requestBody, security } = operation;
  const parameters: ({ $ref: string } | Parameter)[] = contract.paths[operation.path].parameters ?? [];
  let path = operation.path;
  for (const parameter of parameters) {
    const { name } = resolved<Parameter>(parameter);
    const otherwise = name === "user_id" ? who?.id : (resolved(parameter) as { example?: string }).example;
    path = path.replace(`{${name}}`, values[name] ?? otherwise ?? "");
  }
  const [type, body] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const scheme = Object.keys(security[0] ?? {})[0];
  const headers: Record<string, string> = {};
  if (type) headers["Content-Type"] = type;
  if (who && scheme === "accessToken") headers.Authorization = `Bearer ${who.token}`;
  if (who && scheme !== "accessToken") headers.Cookie = who.cookie;
  return { path, init: { method, headers, ...(body && { body: JSON.stringify(body.example) }) } };
}
