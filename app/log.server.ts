import pino from "pino";

import { env } from "./env.server";

const SECRETS = ["password", "newPassword", "currentPassword", "token", "secret", "cookie", "authorization"];

/**
 * One JSON line an event, on standard output. Never give it a token, a cookie, a password or a query; the values of a
 * failed statement, which libraries put into their errors, are left out here.
 */
export const log = pino({
  level: env.logLevel,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: plainError },
  redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`]), censor: "[left out]" },
});

function plainError(error: unknown): object {
  if (!(error instanceof Error)) return { message: "something that is no error was thrown" };
  const { name, message, stack, cause, code } = error as Error & { code?: unknown };
  return {
    type: name,
    ...(code !== undefined && { code: String(code) }),
    message: withoutValues(message),
    stack: withoutValues(stack ?? ""),
    ...(cause !== undefined && { cause: plainError(cause) }),
  };
}

/** Drizzle says "Failed query: … params: …". */
function withoutValues(text: string): string {
  return text.replace(/\bparams: [\s\S]*?(?=\n\s+at |$)/g, "params: [left out]");
}
