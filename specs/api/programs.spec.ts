import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, inject, test } from "vitest";

import { createClient, signIn, userIdOf } from "../../app/api-client/client";
import { person } from "../support/person";

const url = inject("url");
const run = promisify(execFile);

describe("examples [API-046]", () => {
  test.each([
    ["node", "examples/tasks.mjs", "[x] From an example"],
    ["sh", "examples/tasks.sh", '"title":"From an example"'],
  ])("%s %s", async (program, file, expected) => {
    const { email, password } = await person(url);
    const env = { PATH: process.env.PATH, CLEARLIST_URL: url, CLEARLIST_EMAIL: email, CLEARLIST_PASSWORD: password };
    const { stdout } = await run(program, [file, "From an example"], { env });
    expect(stdout).toContain(expected);
  });
});

describe("the typed client [API-045]", () => {
  /** Somebody's client; what it sends goes through `through`, which may lose it or answer in the server's place. */
  async function clientOf(through: (request: Request) => Promise<Response | undefined> = async () => undefined) {
    const who = await person(url);
    const sent: Request[] = [];
    let tokens = 0;
    const getToken = await signIn(url, who);
    const client = createClient({
      origin: url,
      getToken: () => {
        tokens += 1;
        return getToken();
      },
      fetch: async (input) => {
        const request = new Request(input);
        sent.push(request.clone());
        return (await through(request)) ?? fetch(request);
      },
    });
    const path = { user_id: userIdOf(await getToken()) };
    return { who, client, path, sent, tokens: () => tokens };
  }

  test("does with tasks what the contract says", async () => {
    const { client, path, tokens } = await clientOf();
    const made = await client.POST("/api/{user_id}/tasks", { params: { path }, body: { title: "Buy milk" } });
    const id = made.data!.id;
    const params = { path: { ...path, id } };
    await client.PATCH("/api/{user_id}/tasks/{id}", { params, body: { description: "Two bottles" } });
    await client.PATCH("/api/{user_id}/tasks/{id}/complete", { params });
    const { data } = await client.GET("/api/{user_id}/tasks", {
      params: { path, query: { status: "done", limit: 10 } },
    });
    expect(data).toMatchObject({
      count: 1,
      items: [{ id, title: "Buy milk", description: "Two bottles", version: 3 }],
    });
    const refused = await client.POST("/api/{user_id}/tasks", { params: { path }, body: { title: " " } });
    expect(refused.error).toMatchObject({ code: "validation_failed", errors: [{ field: "title" }] });
    await client.DELETE("/api/{user_id}/tasks/{id}", { params });
    expect((await client.GET("/api/{user_id}/tasks/{id}", { params })).response.status).toBe(404);
    expect(tokens()).toBe(1);
  });

  test("a post whose answer was lost is sent again under its key, and makes one task", async () => {
    let lost = 0;
    const { client, path, sent } = await clientOf(async (request) => {
      if (request.method !== "POST" || lost > 0) return undefined;
      lost += 1;
      await fetch(request);
      throw new TypeError("the network dropped");
    });
    const { data, response } = await client.POST("/api/{user_id}/tasks", { params: { path }, body: { title: "Once" } });
    expect(response.headers.get("Idempotency-Replayed")).toBe("true");
    const list = await client.GET("/api/{user_id}/tasks", { params: { path } });
    expect(list.data!.items.map(({ id }) => id)).toEqual([data!.id]);
    expect(new Set(sent.slice(0, 2).map(({ headers }) => headers.get("Idempotency-Key"))).size).toBe(1);
  });

  test("a change is not sent again, for somebody else may have been there since", async () => {
    const { client, path, sent } = await clientOf(async ({ method }) => {
      if (method === "PATCH") throw new TypeError("the network dropped");
      return undefined;
    });
    const params = { path: { ...path, id: crypto.randomUUID() } };
    await expect(client.PATCH("/api/{user_id}/tasks/{id}", { params, body: { title: "x" } })).rejects.toThrow(
      "dropped",
    );
    expect(sent.filter(({ method }) => method === "PATCH")).toHaveLength(1);
  });

  test("a refused token is renewed, once", async () => {
    const { who, client, path, tokens } = await clientOf();
    await client.GET("/api/{user_id}/tasks", { params: { path } });
    expect(tokens()).toBe(1);
    const other = createClient({ origin: url, getToken: async () => `${who.token}x`, fetch });
    const { response } = await other.GET("/api/{user_id}/tasks", { params: { path } });
    expect(response.status).toBe(401);
  });

  test("a token with less than a minute left is not used any more", async () => {
    const { who, path } = await clientOf();
    const [head, , tail] = who.token.split(".");
    const claims = { sub: who.id, exp: Math.floor(Date.now() / 1000) + 30 };
    const old = [head, Buffer.from(JSON.stringify(claims)).toString("base64url"), tail].join(".");
    const tokens = [old, who.token];
    const client = createClient({ origin: url, getToken: async () => tokens.shift()!, fetch });
    expect((await client.GET("/api/{user_id}/tasks", { params: { path } })).response.status).toBe(200);
    expect(tokens).toEqual([]);
  });

  test("too many requests: it waits as long as it is told, and asks again", async () => {
    let busy = true;
    const { client, path } = await clientOf(async ({ method }) => {
      if (method !== "GET" || !busy) return undefined;
      busy = false;
      return new Response("{}", { status: 429, headers: { "Retry-After": "0" } });
    });
    busy = true;
    expect((await client.GET("/api/{user_id}/tasks", { params: { path } })).response.status).toBe(200);
    expect(busy).toBe(false);
  });

  test("a wrong password is said", async () => {
    const who = await person(url);
    await expect(signIn(url, { email: who.email, password: "something else" })).rejects.toThrow(
      "Invalid email or password",
    );
  });
});
