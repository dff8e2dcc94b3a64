import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { describe, expect, inject, test } from "vitest";

import { contract, operationOf, operations, resolved, validator } from "../support/contract";
import { exampleRequest } from "../support/example-request";
import { cookieOf, type Person, person, signInAgain } from "../support/person";

const url = inject("url");
const origin = new URL(url).origin;

test("the server gives the document that stands in the project [API-040]", async () => {
  const answer = await fetch(`${url}/api/openapi.json`);
  expect(answer.headers.get("Content-Type")).toBe("application/json");
  expect(await answer.json()).toEqual(contract);
});

test("a linter of such documents finds nothing in it [API-040]", async () => {
  const config = await createConfig({ extends: ["recommended"] });
  const source = readFileSync("specs/contracts/openapi.json", "utf8");
  expect(await lintFromString({ source, absoluteRef: "openapi.json", config })).toEqual([]);
});

describe("examples [API-041]", () => {
  test.each(operations)("of $operationId are what their schemas say", ({ requestBody, responses }) => {
    const contents = [requestBody, ...Object.values(responses).map((one) => resolved(one))].flatMap((one) =>
      Object.values((one?.content ?? {}) as Record<string, Content>),
    );
    for (const { schema, example, examples = {} } of contents) {
      const validate = validator(schema);
      for (const value of [example, ...Object.values(examples).map((one) => one.value)].filter(
        (one) => one !== undefined,
      ))
        expect([validate(value), validate.errors]).toEqual([true, null]);
    }
  });

  const onTasks = operations.filter(({ security }) => security.some((one) => "accessToken" in one));
  test.each(onTasks)("of $operationId are carried out as shown", async (operation) => {
    const who = await person(url);
    const made = await who.api("/tasks", { body: { title: "Buy milk", description: "Two bottles, the blue ones." } });
    const { id } = (await made.json()) as { id: string };
    const { path, init } = exampleRequest(operation, { who, values: { id } });
    const answer = await fetch(url + path, init);
    const shown = resolved(operation.responses[answer.status]!) as { content?: Record<string, Content> };
    expect(answer.ok).toBe(true);
    if (answer.status === 204) return;
    expect(plain(await answer.json())).toEqual(plain(Object.values(shown.content!)[0]!.example));
  });

  test("of accounts are carried out as shown, one after the other", async () => {
    const who = await person(url);
    const send = async (name: string, as: Person, change: Record<string, unknown> = {}) => {
      const operation = operations.find(({ operationId }) => operationId === name)!;
      const { path, init } = exampleRequest(operation, { who: as });
      const body = init.body && JSON.stringify({ ...JSON.parse(init.body), ...change });
      const headers = { ...init.headers, Cookie: as.cookie, Origin: origin };
      const answer = await fetch(url + path, { ...init, headers, ...(body && { body }) });
      expect([name, answer.status]).toEqual([name, 200]);
      return answer;
    };
    const { email } = who;
    const nobody = { ...who, cookie: "" };
    await send("signUp", nobody, { email: `other-${email}` });
    await send("signIn", nobody, { email });
    for (const name of ["getAccessToken", "getSession", "listSessions", "changeUser"]) await send(name, who);
    const other = await signInAgain(url, who);
    const { token } = (await (await send("signIn", nobody, { email })).json()) as { token: string };
    await send("revokeSession", who, { token });
    await send("revokeOtherSessions", who);
    expect(await (await fetch(`${url}/api/auth/get-session`, { headers: { Cookie: other.cookie } })).json()).toBeNull();
    const cookie = cookieOf(await send("changePassword", who));
    await send("requestPasswordReset", nobody, { email });
    await send("resetPassword", nobody, { token: tokenMailedTo(email) });
    const again = cookieOf(await send("signIn", nobody, { email, password: "a staple of batteries" }));
    expect(cookie).not.toBe(again);
    await send("signOut", { ...who, cookie: again });
    const last = cookieOf(await send("signIn", nobody, { email, password: "a staple of batteries" }));
    await send("deleteUser", { ...who, cookie: last }, { password: "a staple of batteries" });
  });

  test.each(["getContract", "readReference", "readProblem", "isUp", "isReady"])("of %s as well", async (name) => {
    const { path, init } = exampleRequest(operations.find(({ operationId }) => operationId === name)!);
    expect((await fetch(url + path, init)).status).toBe(200);
  });
});

test.each(
  operations.filter(({ security, responses }) => responses[413] && security.some((one) => "accessToken" in one)),
)("a body over 64 KiB is a 413 of $operationId [API-019]", async (operation) => {
  const who = await person(url);
  const { path, init } = exampleRequest(operation, { who });
  const body = JSON.stringify({ title: "x".repeat(70_000) });
  expect((await fetch(url + path, { ...init, body })).status).toBe(413);
});

describe("refusals of accounts are as the document says [API-041]", () => {
  const onAccounts = operations.filter(({ path }) => path.startsWith("/api/auth/"));
  const named = (status: number) => onAccounts.filter(({ responses }) => responses[status]);

  test.each(named(400))("400 of $operationId", async (operation) => {
    const who = await person(url);
    const { path, init } = exampleRequest(operation, { who });
    const headers = { ...init.headers, Origin: origin };
    expect((await fetch(url + path, { ...init, headers, body: "{}" })).status).toBe(400);
  });

  test.each(named(401))("401 of $operationId", async (operation) => {
    const { path, init } = exampleRequest(operation);
    const body = init.body?.replace("ada@", `nobody-${crypto.randomUUID()}@`);
    expect((await fetch(url + path, { ...init, ...(body && { body }) })).status).toBe(401);
  });

  test.each(named(403))("403 of $operationId", async (operation) => {
    const who = await person(url);
    const { path, init } = exampleRequest(operation, { who });
    const headers = { ...init.headers, Cookie: who.cookie, Origin: "https://elsewhere.example" };
    expect((await fetch(url + path, { ...init, headers })).status).toBe(403);
  });

  test.each(named(413))("413 of $operationId", async (operation) => {
    const { path, init } = exampleRequest(operation);
    const body = JSON.stringify({ email: "a".repeat(70_000) });
    expect((await fetch(url + path, { ...init, body })).status).toBe(413);
  });

  test.each(named(415))("415 of $operationId", async (operation) => {
    const { path, init } = exampleRequest(operation);
    const headers = { "Content-Type": "text/plain" };
    expect((await fetch(url + path, { ...init, headers })).status).toBe(415);
  });

  test("422 of signUp", async () => {
    const { email, password } = await person(url);
    const body = JSON.stringify({ name: "Ada", email, password });
    const headers = { "Content-Type": "application/json" };
    expect((await fetch(`${url}/api/auth/sign-up/email`, { method: "POST", headers, body })).status).toBe(422);
  });

  test("404 of readProblem", async () => expect((await fetch(`${url}/problems/none`)).status).toBe(404));
});

test("the document names each path of the API that the routes answer, and no other [API-041]", async () => {
  const routes = readFileSync("app/routes.ts", "utf8");
  const paths = [...routes.matchAll(/route\("(api\/[^"*]+)"/g)].map(([, path]) => `/${path}`);
  for (const path of paths) expect(operationOf(path.includes("complete") ? "PATCH" : "GET", path)).toBeDefined();
  for (const { path } of operations.filter((one) => one.path.startsWith("/api/"))) {
    const answer = await fetch(url + path.replaceAll(/[{}]/g, ""), { method: "OPTIONS" });
    if (!path.startsWith("/api/auth/")) expect(answer.status).toBe(204);
  }
});

interface Content {
  schema: object;
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}

/** Without what differs from task to task. */
function plain(value: unknown): unknown {
  const own = ["id", "user_id", "created_at", "updated_at", "completed_at"];
  return JSON.parse(JSON.stringify(value), (key, one) => (own.includes(key) ? one !== null : one));
}

function tokenMailedTo(address: string): string {
  const outbox = join(inject("dataDir"), "outbox");
  const mails = readdirSync(outbox).map((name) => readFileSync(join(outbox, name), "utf8").replace(/=\r?\n/g, ""));
  const mail = mails.find((one) => one.includes(`To: ${address}`))!;
  return /token=3D([\w-]+)/.exec(mail)?.[1] ?? /token=([\w-]+)/.exec(mail)![1]!;
}
