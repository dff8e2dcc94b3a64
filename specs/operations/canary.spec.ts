import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { expect, test } from "vitest";

import { startPostgres } from "../../scripts/postgres.mjs";
import { person, post, submit } from "../support/person";
import { SECRET, startServer } from "../support/server";

const CANARY = "canary-5f1c2a";

test("secrets that pass through every door are in no log, no error page and no file for browsers [SEC-025]", async () => {
  const cluster = await startPostgres();
  const server = await startServer({ DATABASE_URL: cluster.url, LOG_LEVEL: "trace" });
  const { url } = server;
  const who = await person(url, "Ada");
  const bearer = { Authorization: `Bearer ${CANARY}.${CANARY}.${CANARY}` };
  const cookie = `session=${CANARY}.${CANARY}`;
  const ask = async () => {
    const answers = await Promise.all([
      fetch(`${url}/api/${who.id}/tasks?token=${CANARY}`, { headers: bearer }),
      fetch(`${url}/tasks?token=${CANARY}`, { headers: { Cookie: cookie } }),
      fetch(`${url}/reset-password?token=${CANARY}`),
      submit(`${url}/login`, { email: who.email, password: CANARY }),
      submit(`${url}/reset-password?token=${CANARY}`, { token: CANARY, password: `${CANARY} word` }),
      post(`${url}/api/auth/sign-in/email`, { email: who.email, password: CANARY }),
      post(`${url}/api/auth/sign-up/email`, {
        name: "x",
        email: `${crypto.randomUUID()}@example.com`,
        password: CANARY,
      }),
      post(`${url}/csp-reports`, { "csp-report": { "document-uri": `${url}/reset-password?token=${CANARY}` } }),
      who.api("/tasks", { body: { title: `${CANARY} title` } }),
      fetch(`${url}/tasks`, { headers: { Cookie: who.cookie } }),
    ]);
    return Promise.all(answers.map(async (answer) => [answer.status, await answer.text()] as const));
  };
  await ask();
  // With the tables gone every door runs into errors that quote its statement.
  const owner = postgres(cluster.url, { max: 1, onnotice: () => {} });
  for (const table of [`"user"`, "account", "session", "verification", "tasks"])
    await owner.unsafe(`alter table ${table} rename to ${table.replaceAll('"', "")}_gone`);
  await owner.end();
  const failed = await ask();
  expect(failed.some(([status]) => status >= 500)).toBe(true);
  await server.stop();
  await cluster.stop();

  const secrets = [CANARY, who.password, who.token, who.cookie.split("=")[1]!.split(".")[0]!, SECRET];
  for (const secret of secrets) expect(server.output()).not.toContain(secret);
  const shown = failed
    .filter(([status]) => status >= 500)
    .map(([, body]) =>
      // The way to try again is the address that was asked for, and nothing else of it stands there.
      body.replaceAll(/href="[^"]*\?token=[^"]*"/g, ""),
    );
  for (const secret of [...secrets, "insert into", "clearlist_app"])
    expect([secret, shown.find((body) => body.includes(secret))]).toEqual([secret, undefined]);
  const files = readdirSync("build/client", { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.(js|css|html)$/.test(name),
  );
  expect(files.length).toBeGreaterThan(10);
  for (const name of files) {
    const text = readFileSync(join("build/client", name), "utf8");
    for (const secret of ["BETTER_AUTH_SECRET", "DATABASE_URL", "process.env.", "scrypt"])
      expect([name, text.includes(secret)]).toEqual([name, false]);
  }
}, 120_000);
