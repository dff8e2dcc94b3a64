import { headerComponents, misdirected, type Operation, toOpenApi } from "./operation.server";
import { accountOperations, CODE_PARAMETER, otherOperations } from "./other-operations.server";
import { jsonSchemas } from "./schemas.server";
import { parameterComponents, taskOperations } from "./task-operations.server";

const CONTRACT_VERSION = "1.0.0";

/** The contract as an OpenAPI 3.1 document, made from the schemas that validate. */
export function openApiDocument() {
  const responses = { misdirected };
  return {
    openapi: "3.1.1",
    info: {
      title: "Clearlist",
      version: CONTRACT_VERSION,
      summary: "Tasks of many people, over REST.",
      description: DESCRIPTION,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/", description: "Where this document came from." }],
    tags: [
      { name: "Tasks", description: "One's own tasks, by access token." },
      { name: "Accounts", description: "Accounts, sessions and access tokens, by cookie." },
      { name: "About", description: "This contract, its errors, and the server's health." },
    ],
    paths: paths(responses),
    components: {
      schemas: jsonSchemas(),
      parameters: parameterComponents(),
      responses,
      headers: headerComponents(),
      securitySchemes: {
        accessToken: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description: "From `GET /api/auth/token`; valid for ten minutes, and no longer than its session.",
        },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "session",
          description:
            "Set by signing in or up; over https it is called `__Host-session`. A post with it needs this site's `Origin`.",
        },
      },
    },
  };
}

function paths(responses: Record<string, unknown>) {
  const translated = (operations: Record<string, Operation>) =>
    Object.fromEntries(
      Object.entries(operations).map(([method, operation]) => [method, toOpenApi(responses, operation)]),
    );
  const all: Record<string, Record<string, unknown>> = {};
  for (const [path, { parameters, operations }] of Object.entries(taskOperations()))
    all[path] = { parameters, ...translated(operations) };
  for (const [path, operations] of Object.entries({ ...accountOperations(), ...otherOperations() }))
    all[path] = { ...(path.includes("{code}") && { parameters: [CODE_PARAMETER] }), ...translated(operations) };
  return all;
}

const DESCRIPTION = `JSON over HTTP, UTF-8, on the same origin as the pages.

Sign in, get an access token with the session's cookie, and send it as \`Authorization: Bearer\`. A cookie alone opens no task.

\`HEAD\` works wherever \`GET\` does; \`OPTIONS\` answers 204 with \`Allow\`; any other method is a 405 (\`method_not_allowed\`) with \`Allow\`. Any other path below \`/api/\` is a 404.

Refusals are problem details (RFC 9457), and each \`type\` is a page that explains it. When several apply, the first in this order is given: 401, 403, 405, 415, 413, 400, 404, 412. A 429 or a 503 may come before any of them.`;
