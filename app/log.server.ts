import { AsyncLocalStorage } from "node:async_hooks";
import pino from "pino";

import { env } from "./env.server";

const SECRETS = ["password", "newPassword", "currentPassword", "token", "secret", "authorization", "cookie", "params"];

/** What gives itself away in a text, wherever it stands: in a message, an address or a stack. */
const TELLTALE: [RegExp, string][] = [
  [/(\/[^\s"?\\]*)\?[^\s"\\]+/g, "$1?[redacted]"], // the query of an address
  [/\beyJ[\w-]*\.[\w-]+\.[\w-]*/g, "[redacted]"], // a JWT
  [/\b(Bearer +)[^\s"\\]+/gi, "$1[redacted]"],
  [/\bsession=[^\s";\\]+/g, "session=[redacted]"],
  [/\\nparams: [^"]*/g, ""], // what Drizzle adds to a statement that failed
  [/\$(scrypt|argon2id)\$[^\s"\\]+/g, "[redacted]"], // a hash of a password
];

const request = new AsyncLocalStorage<{ id?: string }>();

/** Every line that `work` causes until it has come to its end carries the request's id. */
export function loggingAs<T>(id: string, work: () => Promise<T>): Promise<T> {
  return request.run({ id }, work);
}

/** The same for `work` that goes on when its request has been answered. */
export function loggingOn<T>(work: () => Promise<T>): Promise<T> {
  return request.run({ ...request.getStore() }, work);
}

const options: pino.LoggerOptions = {
  level: env.logLevel,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  mixin: () => ({ ...request.getStore() }),
};

/**
 * One JSON line an event, on standard output. Never give it a token, a cookie, a password or a query; should one get in
 * all the same, it is taken out again.
 */
export const log = pino({
  ...options,
  serializers: { err: plainError },
  redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[redacted]" },
  hooks: { streamWrite: (line) => TELLTALE.reduce((text, [pattern, instead]) => text.replace(pattern, instead), line) },
});

/** For mails alone: where the log is all the mail there is, the link in it has to be readable. */
export const mailLog = pino(options);

interface PlainError {
  type: string;
  code?: unknown;
  message: string;
  stack: string[];
  cause?: PlainError | undefined;
}

/** An error without the values that it was about: the database's errors carry the parameters of the statement. */
export function plainError(error: unknown): PlainError {
  if (!(error instanceof Error)) return { type: typeof error, message: "", stack: [] };
  const { name, message, stack = "", cause, code } = error as Error & { code?: unknown };
  return {
    type: name,
    ...(code !== undefined && { code }),
    message: message.replace(/\nparams: .*$/s, ""),
    stack: stack.split("\n").flatMap((line) => /^\s+at (.*)$/.exec(line)?.[1] ?? []),
    ...(cause instanceof Error && { cause: plainError(cause) }),
  };
}
