import { isIP } from "node:net";
import { join, resolve } from "node:path";
import * as z from "zod";

/** What is wrong with the environment, one line for each variable; the message is for the operator's eyes. */
export class SettingsError extends Error {
  override name = "SettingsError";
}

const blankIsAbsent = (value: unknown) => (value === "" ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsAbsent, schema.optional());
const withDefault = <T extends z.ZodType>(schema: T, value: z.output<T>) =>
  z.preprocess(blankIsAbsent, schema.optional()).transform((given) => given ?? value);
const wholeNumber = (rule: string, min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, rule)
    .transform(Number)
    .refine((n) => n >= min && n <= max, rule);
const limit = (value: number) =>
  withDefault(wholeNumber("must be a whole number, 0 or more (0 switches it off)", 0, 1e9), value);
const postgresUrl = z
  .string()
  .refine(
    (value) => /^postgres(ql)?:$/.test(URL.parse(value)?.protocol ?? ""),
    "must be a postgres:// or postgresql:// URL",
  );

const isOrigin = (value: string) => {
  const url = URL.parse(value);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === value.replace(/\/$/, "");
};
const origin = z
  .string()
  .refine(isOrigin, "must be an origin like https://tasks.example.com, without a path")
  .transform((value) => new URL(value).origin);
const list = (item: (value: string) => boolean, rule: string) =>
  withDefault(
    z
      .string()
      .transform((value) =>
        value
          .split(",")
          .map((part) => part.trim())
          .filter(Boolean),
      )
      .refine((parts) => parts.every(item), rule),
    [],
  );

const isProxy = (value: string) => {
  const [address = "", bits, ...rest] = value.split("/");
  const width = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return rest.length === 0 && width > 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= width));
};

const schema = z.object({
  NODE_ENV: optional(z.string()),
  npm_lifecycle_event: optional(z.string()),
  PORT: withDefault(wholeNumber("must be a port number from 1 to 65535", 1, 65535), 3000),
  HOST: withDefault(z.string(), "127.0.0.1"),
  APP_ORIGIN: optional(origin),
  DATABASE_URL: optional(postgresUrl),
  DATABASE_URL_DIRECT: optional(postgresUrl),
  DB_POOLER: withDefault(z.enum(["0", "1"], "must be 0 or 1"), "0"),
  DATA_DIR: withDefault(z.string(), ".data"),
  BETTER_AUTH_SECRET: optional(z.string().min(32, "must have at least 32 characters")),
  MAIL_TRANSPORT: withDefault(z.enum(["log", "file", "smtp"], "must be log, file or smtp"), "log"),
  MAIL_FROM: withDefault(
    z.string().includes("@", { error: "must be an e-mail address" }),
    "Clearlist <clearlist@localhost>",
  ),
  MAIL_SMTP_URL: optional(
    z
      .string()
      .refine((value) => /^smtps?:$/.test(URL.parse(value)?.protocol ?? ""), "must be a smtp:// or smtps:// URL"),
  ),
  CORS_ORIGINS: list(isOrigin, "must be a comma-separated list of origins like https://app.example.com"),
  TRUST_PROXY: list(isProxy, "must be a comma-separated list of addresses or networks like 127.0.0.1,10.0.0.0/8"),
  LOG_LEVEL: withDefault(
    z.enum(
      ["fatal", "error", "warn", "info", "debug", "trace", "silent"],
      "must be fatal, error, warn, info, debug, trace or silent",
    ),
    "info",
  ),
  METRICS_PORT: optional(wholeNumber("must be a port number from 1 to 65535", 1, 65535)),
  BACKUP_DIR: optional(z.string()),
  BACKUP_HOURS: limit(24),
  BACKUP_KEEP: withDefault(wholeNumber("must be a whole number from 1 to 1000", 1, 1000), 7),
  BACKUP_BEFORE_MIGRATION: withDefault(z.enum(["0", "1"], "must be 0 or 1"), "1"),
  LIVE_HEARTBEAT: withDefault(wholeNumber("must be a whole number of seconds from 1 to 300", 1, 300), 25),
  OFFLINE_PAGE: withDefault(z.enum(["0", "1"], "must be 0 or 1"), "1"),
  STOP_DELAY: withDefault(wholeNumber("must be a whole number of seconds from 0 to 10", 0, 10), 2),
  RATE_LIMIT_API: limit(600),
  RATE_LIMIT_SIGNIN: limit(10),
  RATE_LIMIT_SIGNUP: limit(20),
});

/** The names that are looked at; .env.example describes each. */
export const variables = Object.keys(schema.shape);

/** Whether only this machine gets to an address of that name. */
export const isLoopback = (host: string) => host === "localhost" || host === "::1" || /^127\./.test(host);

const settings = schema
  .check((ctx) => {
    const { value } = ctx;
    const require = (name: string, message: string) =>
      ctx.issues.push({ code: "custom", path: [name], message, input: undefined });
    if (value.MAIL_TRANSPORT === "smtp" && !value.MAIL_SMTP_URL)
      require("MAIL_SMTP_URL", "must be given when MAIL_TRANSPORT is smtp");
    if (value.METRICS_PORT === value.PORT) require("METRICS_PORT", "must be another port than PORT");
    if (isLoopback(value.HOST) && !(value.NODE_ENV === "production" && value.DATABASE_URL)) return;
    const why = isLoopback(value.HOST)
      ? "in production (NODE_ENV=production with a DATABASE_URL)"
      : "when HOST is not a loopback address";
    if (!value.BETTER_AUTH_SECRET)
      require("BETTER_AUTH_SECRET", `must be given ${why}, at least 32 characters; make one with: openssl rand -base64 33`);
    if (!value.APP_ORIGIN)
      require("APP_ORIGIN", `must be given ${why}, the address people type, like https://tasks.example.com`);
  })
  .transform((value) => ({
    port: value.PORT,
    host: value.HOST,
    /** Where people reach us. Everything that names an address (links in mails, cookies, tokens) uses this. */
    origin: value.APP_ORIGIN ?? `http://localhost:${value.PORT}`,
    /** Started for one person on their own machine: loopback names are as good as the origin. */
    loopback: isLoopback(value.HOST),
    /** What else it is reached by then. */
    aliases: isLoopback(value.HOST)
      ? ["localhost", "127.0.0.1", "[::1]"].map((host) => `http://${host}:${value.PORT}`)
      : [],
    databaseUrl: value.DATABASE_URL,
    databaseUrlDirect: value.DATABASE_URL_DIRECT,
    pooler: value.DB_POOLER === "1",
    dataDir: resolve(value.DATA_DIR),
    backup: {
      directory: resolve(value.BACKUP_DIR ?? join(value.DATA_DIR, "backups")),
      /** How often the embedded database is backed up by the server that has it open; 0 is never. */
      hours: value.BACKUP_HOURS,
      keep: value.BACKUP_KEEP,
      beforeMigration: value.BACKUP_BEFORE_MIGRATION === "1",
    },
    secret: value.BETTER_AUTH_SECRET,
    mail: { transport: value.MAIL_TRANSPORT, from: value.MAIL_FROM, smtpUrl: value.MAIL_SMTP_URL },
    corsOrigins: value.CORS_ORIGINS.map((entry) => new URL(entry).origin),
    trustedProxies: value.TRUST_PROXY,
    logLevel: value.LOG_LEVEL,
    /** Where /metrics is, on the loopback address alone; absent: nowhere. */
    metricsPort: value.METRICS_PORT,
    /** Milliseconds between two signs of life on a stream that tells of changes. */
    liveHeartbeat: value.LIVE_HEARTBEAT * 1000,
    /** Browsers keep a page of ours for when there is no network. */
    offlinePage: value.OFFLINE_PAGE === "1",
    /** Milliseconds in which a balancer may find out that we are stopping; nobody stands in for a server of its own. */
    stopDelay: value.DATABASE_URL ? value.STOP_DELAY * 1000 : 0,
    /** Started by npm, which may be killed without a word to its child. */
    underNpm: value.npm_lifecycle_event !== undefined,
    rateLimits: { api: value.RATE_LIMIT_API, signIn: value.RATE_LIMIT_SIGNIN, signUp: value.RATE_LIMIT_SIGNUP },
  }));

export type Settings = z.output<typeof settings>;

/** The settings in `source`, checked. Throws SettingsError naming each variable and the rule it breaks . */
export function readSettings(source: Record<string, string | undefined>): Settings {
  const result = settings.safeParse(source);
  if (result.success) return result.data;
  throw new SettingsError(result.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`).join("\n"));
}

/** The only reading of the process's environment. */
export const env = readSettings(process.env);
