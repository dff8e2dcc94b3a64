import { resolve } from "node:path";
import { describe, expect, test } from "vitest";

import { readSettings, SettingsError } from "./env.server";

const SECRET = "x".repeat(32);
const message = (source: Record<string, string>) => {
  try {
    readSettings(source);
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return (error as Error).message;
  }
  throw new Error("was accepted");
};

test("nothing set means a laptop [OPS-004]", () => {
  expect(readSettings({})).toMatchObject({
    port: 3000,
    host: "127.0.0.1",
    origin: "http://localhost:3000",
    loopback: true,
    dataDir: resolve(".data"),
    secret: undefined,
    mail: { transport: "log" },
    corsOrigins: [],
    trustedProxies: [],
    rateLimits: { api: 600, signIn: 10, signUp: 20 },
  });
  expect(readSettings({ PORT: "", HOST: "", APP_ORIGIN: "", BETTER_AUTH_SECRET: "", CORS_ORIGINS: "" })).toEqual(
    readSettings({}),
  );
});

describe("a setting that breaks its rule is named [OPS-004]", () => {
  test.each([
    [{ PORT: "0" }, "PORT must be a port number from 1 to 65535"],
    [{ PORT: "65536" }, "PORT must be a port number"],
    [{ PORT: "3000x" }, "PORT must be a port number"],
    [{ APP_ORIGIN: "tasks.example.com" }, "APP_ORIGIN must be an origin"],
    [{ APP_ORIGIN: "https://tasks.example.com/path" }, "APP_ORIGIN must be an origin"],
    [{ APP_ORIGIN: "ftp://tasks.example.com" }, "APP_ORIGIN must be an origin"],
    [{ DATABASE_URL: "mysql://x/y" }, "DATABASE_URL must be a postgres://"],
    [{ DATABASE_URL_DIRECT: "x" }, "DATABASE_URL_DIRECT must be a postgres://"],
    [{ DB_POOLER: "yes" }, "DB_POOLER must be 0 or 1"],
    [{ BETTER_AUTH_SECRET: "x".repeat(31) }, "BETTER_AUTH_SECRET must have at least 32 characters"],
    [{ MAIL_TRANSPORT: "pigeon" }, "MAIL_TRANSPORT must be log, file or smtp"],
    [{ MAIL_TRANSPORT: "smtp" }, "MAIL_SMTP_URL must be given when MAIL_TRANSPORT is smtp"],
    [{ MAIL_SMTP_URL: "http://x" }, "MAIL_SMTP_URL must be a smtp://"],
    [{ MAIL_FROM: "nobody" }, "MAIL_FROM must be an e-mail address"],
    [{ CORS_ORIGINS: "https://a.example,*" }, "CORS_ORIGINS must be a comma-separated list of origins"],
    [{ TRUST_PROXY: "1" }, "TRUST_PROXY must be a comma-separated list of addresses"],
    [{ TRUST_PROXY: "10.0.0.0/33" }, "TRUST_PROXY must be"],
    [{ LOG_LEVEL: "loud" }, "LOG_LEVEL must be fatal"],
    [{ METRICS_PORT: "on" }, "METRICS_PORT must be a port number"],
    [{ METRICS_PORT: "3000" }, "METRICS_PORT must be another port than PORT"],
    [{ RATE_LIMIT_API: "-1" }, "RATE_LIMIT_API must be a whole number"],
    [{ RATE_LIMIT_SIGNIN: "ten" }, "RATE_LIMIT_SIGNIN must be a whole number"],
    [{ RATE_LIMIT_SIGNUP: "1.5" }, "RATE_LIMIT_SIGNUP must be a whole number"],
  ])("%j: %s", (source, said) => expect(message(source as Record<string, string>)).toContain(said));

  test("and all of them at once", () => {
    expect(message({ PORT: "x", LOG_LEVEL: "y" }).split("\n")).toHaveLength(2);
  });
});

describe("in production a secret and an origin must be given [OPS-006]", () => {
  const database = "postgres://db.example/clearlist";
  test.each([
    [{ NODE_ENV: "production", DATABASE_URL: database }],
    [{ HOST: "0.0.0.0" }],
    [{ HOST: "::" }],
    [{ HOST: "tasks.example.com" }],
  ])("%j", (source) => {
    const given = source as Record<string, string>;
    expect(
      message(given)
        .split("\n")
        .map((line) => line.split(" ")[0]),
    ).toEqual(["BETTER_AUTH_SECRET", "APP_ORIGIN"]);
    expect(
      readSettings({ ...given, BETTER_AUTH_SECRET: SECRET, APP_ORIGIN: "https://tasks.example.com/" }),
    ).toMatchObject({
      origin: "https://tasks.example.com",
    });
  });

  test.each([[{ NODE_ENV: "production" }], [{ DATABASE_URL: database }], [{ HOST: "::1" }], [{ HOST: "127.0.0.2" }]])(
    "but not for %j",
    (source) => expect(readSettings(source as Record<string, string>)).toMatchObject({ loopback: true }),
  );
});

test("every setting stands in .env.example, and nothing else does [DOC-002]", async () => {
  const { readFileSync } = await import("node:fs");
  const { variables } = await import("./env.server");
  const example = [...readFileSync(".env.example", "utf8").matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]);
  const known = variables.filter((name) => name !== "NODE_ENV" && name !== "npm_lifecycle_event");
  expect(example.sort()).toEqual(known.sort());
});
