/** The contract as a page shows it. */
export type Reference = { name: string; description: string; operations: ReferenceOperation[] }[];

export interface ReferenceOperation {
  id: string;
  method: string;
  path: string;
  summary: string;
  description?: string;
  security?: "accessToken" | "session";
  fields: ReferenceField[];
  /** A body to start from. */
  body?: string;
  answers: ReferenceAnswer[];
}

export interface ReferenceField {
  name: string;
  place: "path" | "query" | "header" | "body";
  required: boolean;
  rule: string;
  description?: string;
  example: string;
}

export interface ReferenceAnswer {
  status: string;
  description: string;
  problems: { code: string; path: string }[];
  example?: string;
}

/** Whose token the page holds: what is tried is tried as them. */
export interface Reader {
  userId: string;
  token: string;
}

/** The operation as a line for a shell. Without a reader, what they have to fill in stands there in capitals. */
export function curlLine(operation: ReferenceOperation, origin: string, reader: Reader | null): string {
  const path = operation.path.replace("{user_id}", reader?.userId ?? "USER_ID").replace("{id}", "TASK_ID");
  const parts = ["curl -i"];
  if (operation.method !== "GET") parts.push(`-X ${operation.method}`);
  if (operation.security === "accessToken") parts.push(`-H 'Authorization: Bearer ${reader?.token ?? "TOKEN"}'`);
  if (operation.security === "session") parts.push("-b cookies.txt");
  if (operation.security === "session" && operation.method === "POST") parts.push(`-H 'Origin: ${origin}'`);
  if (SETS_COOKIE.has(operation.id)) parts.push("-c cookies.txt");
  if (operation.body)
    parts.push("-H 'Content-Type: application/json'", `-d '${JSON.stringify(JSON.parse(operation.body))}'`);
  return `${parts.join(" ")} '${origin}${path.replace("{code}", "validation-failed")}'`;
}

const SETS_COOKIE = new Set(["signUp", "signIn"]);
