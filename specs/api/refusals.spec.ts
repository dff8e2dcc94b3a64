import { randomUUID } from "node:crypto";
import { request } from "node:http";
import { beforeAll, describe, expect, inject, test } from "vitest";

import { type ApiInit, call, type Person, person, post, signInAgain } from "../support/person";

const url = inject("url");
let ada: Person;
let eve: Person;
let taskId: string;
beforeAll(async () => {
  [ada, eve] = await Promise.all([person(url), person(url, "Eve")]);
  taskId = ((await (await ada.api("/tasks", { body: { title: "x" } })).json()) as { id: string }).id;
});

const ENDPOINTS = [
  ["GET", "/tasks"],
  ["POST", "/tasks"],
  ["GET", "/tasks/{id}"],
  ["PUT", "/tasks/{id}"],
  ["PATCH", "/tasks/{id}"],
  ["DELETE", "/tasks/{id}"],
  ["PATCH", "/tasks/{id}/complete"],
] as const;
const pathOf = (path: string) => path.replace("{id}", taskId);
const api = (owner: string, path: string) => `${url}/api/${owner}${pathOf(path)}`;
const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];

/** Methods that fetch will not send. */
function raw(
  method: string,
  path: string,
  headers: Record<string, string>,
): Promise<{ status?: number; allow?: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url + path, { method, headers }, (answer) => {
      answer.resume().on("end", () => resolve({ status: answer.statusCode, allow: answer.headers.allow }));
    });
    sent.on("error", reject).end();
  });
}

describe.each(ENDPOINTS)("%s %s", (method, path) => {
  test("without a token is a 401 that says what is needed; a cookie is no token [API-005, SEC-007]", async () => {
    for (const headers of [{}, { Cookie: ada.cookie }, { Authorization: "Basic YTpi" }, { Authorization: "Bearer" }]) {
      const answer = await call(api(ada.id, path), null, { method, headers: headers as Record<string, string> });
      expect(answer.headers.get("WWW-Authenticate")).toBe("Bearer");
      expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
      expect(await codeOf(answer)).toEqual([401, "invalid_token"]);
    }
  });

  test("with a token that is not valid is a 401 that says so [API-005]", async () => {
    const answer = await call(api(ada.id, path), "nonsense", { method });
    expect(answer.headers.get("WWW-Authenticate")).toBe('Bearer error="invalid_token"');
    expect(await codeOf(answer)).toEqual([401, "invalid_token"]);
  });

  test("for somebody else is the same 403 whether they exist or not, before the body is read [API-006]", async () => {
    const bodies = await Promise.all(
      [eve.id, "nobody", randomUUID()].map(async (owner) => {
        const body = method === "GET" ? undefined : "{not json";
        const answer = await call(api(owner, path), ada.token, { method, body });
        expect(answer.status).toBe(403);
        return answer.text();
      }),
    );
    expect(new Set(bodies).size).toBe(1);
    expect(JSON.parse(bodies[0]!)).toMatchObject({ code: "forbidden" });
  });

  test("carries the headers of every answer, refused or not [API-029]", async () => {
    for (const token of [ada.token, "nonsense"]) {
      const answer = await call(api(ada.id, path).replace(taskId, randomUUID()), token, { method });
      expect(answer.headers.get("X-Request-Id")).toMatch(/^[0-9a-f-]{36}$/);
      expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
      expect(answer.headers.get("Vary")).toBe("Authorization");
      expect(answer.headers.get("Cache-Control")).toMatch(/^private, no-(store|cache)$/);
    }
  });
});

describe("a token whose session has ended", () => {
  let gone: Person;
  beforeAll(async () => {
    gone = await signInAgain(url, ada);
    const answer = await post(`${url}/api/auth/sign-out`, {}, { Cookie: gone.cookie, Origin: new URL(url).origin });
    expect(answer.status).toBe(200);
  });

  test.each(ENDPOINTS)("opens nothing any more: %s %s [SEC-010, API-005]", async (method, path) => {
    const answer = await call(api(ada.id, path), gone.token, { method, body: method === "GET" ? undefined : {} });
    expect(await codeOf(answer)).toEqual([401, "invalid_token"]);
  });

  test.each<[string, string, ApiInit]>([
    ["somebody else's tasks", "nobody", {}],
    ["another method", "", { method: "DELETE" }],
    ["another type", "", { method: "POST", body: "a=b", headers: { "Content-Type": "text/plain" } }],
    ["a body that is too large", "", { method: "POST", body: "x".repeat(70_000) }],
    ["a body that is no JSON", "", { method: "POST", body: "{" }],
  ])("is a 401 before anything else that is wrong: %s [API-009, SEC-010]", async (_, owner, init) => {
    const answer = await call(api(owner || ada.id, "/tasks"), gone.token, init);
    expect(answer.status).toBe(401);
  });
});

describe("refusals come in order", () => {
  const big = "x".repeat(65 * 1024);
  test.each<[number, string, ApiInit]>([
    [405, "before 415", { method: "DELETE", body: big, headers: { "Content-Type": "text/plain" } }],
    [415, "before 413", { method: "POST", body: big, headers: { "Content-Type": "text/plain" } }],
    [413, "before 400", { method: "POST", body: big }],
  ])("%i %s [API-009]", async (status, _, init) => {
    expect((await ada.api("/tasks", init)).status).toBe(status);
  });

  test("400 before 404, and 404 before 412 [API-009]", async () => {
    const missing = `/tasks/${randomUUID()}`;
    const headers = { "If-Match": '"v9"' };
    expect((await ada.api(missing, { method: "PATCH", body: { title: "" }, headers })).status).toBe(400);
    expect((await ada.api(missing, { method: "PATCH", body: { title: "y" }, headers })).status).toBe(404);
  });
});

describe("the method", () => {
  test.each([
    ["/tasks", ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "PURGE"], "GET, HEAD, POST, OPTIONS"],
    ["/tasks/{id}", ["POST", "TRACE", "PROPFIND"], "GET, HEAD, PUT, PATCH, DELETE, OPTIONS"],
    ["/tasks/{id}/complete", ["GET", "HEAD", "POST", "PUT", "DELETE"], "PATCH, OPTIONS"],
  ])("that %s does not know is a 405 with Allow [API-003, API-009]", async (path, methods, allow) => {
    for (const method of methods) {
      const answer = await raw(method, new URL(api(ada.id, path)).pathname, { Authorization: `Bearer ${ada.token}` });
      expect([method, answer.status, answer.allow]).toEqual([method, 405, allow]);
      expect((await raw(method, new URL(api(ada.id, path)).pathname, {})).status).toBe(401);
    }
  });

  test("OPTIONS is 204 with Allow, without a token, and without CORS for anybody [API-002, API-029]", async () => {
    const answer = await fetch(api(ada.id, "/tasks"), {
      method: "OPTIONS",
      headers: { Origin: "https://evil.example" },
    });
    expect([answer.status, answer.headers.get("Allow")]).toEqual([204, "GET, HEAD, POST, OPTIONS"]);
    expect(answer.headers.get("Vary")).toBe("Authorization");
    expect([...answer.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
  });

  test.each([["/tasks"], ["/tasks/{id}"]])("HEAD %s has the headers of GET and no body [API-001]", async (path) => {
    const [get, head] = await Promise.all(
      ["GET", "HEAD"].map((method) => call(api(ada.id, path), ada.token, { method })),
    );
    expect([head!.status, await head!.text()]).toEqual([200, ""]);
    for (const name of ["Content-Type", "Cache-Control", "ETag", "Vary"])
      expect(head!.headers.get(name)).toBe(get!.headers.get(name));
  });
});

describe("the body", () => {
  test.each([
    ["text/plain"],
    ["application/x-www-form-urlencoded"],
    ["multipart/form-data; boundary=x"],
    ["application/jsonx"],
  ])("as %s is a 415 [API-018]", async (type) => {
    for (const [method, path] of ENDPOINTS.filter(([method]) => !["GET", "DELETE"].includes(method))) {
      const answer = await ada.api(pathOf(path), { method, body: '{"title":"x"}', headers: { "Content-Type": type } });
      expect(await codeOf(answer)).toEqual([415, "unsupported_media_type"]);
    }
  });

  test("without a type is a 415, and JSON may name its charset [API-018]", async () => {
    const send = (headers: Record<string, string>) =>
      fetch(api(ada.id, "/tasks"), {
        method: "POST",
        headers: { Authorization: `Bearer ${ada.token}`, ...headers },
        body: Buffer.from('{"title":"x"}'),
      });
    expect((await send({})).status).toBe(415);
    expect((await send({ "Content-Type": "Application/JSON; charset=utf-8" })).status).toBe(201);
  });

  test("of 64 KiB is read, and one byte more is a 413, announced or streamed [API-019]", async () => {
    const body = (size: number) => `{"title":"x","description":"${"d".repeat(size - 31)}"}`.padEnd(size);
    expect((await ada.api("/tasks", { body: body(65_536) })).status).toBe(400); // read, and found too long for a description
    expect(await codeOf(await ada.api("/tasks", { body: body(65_537) }))).toEqual([413, "payload_too_large"]);
    const streamed = await fetch(api(ada.id, "/tasks"), {
      method: "POST",
      headers: { Authorization: `Bearer ${ada.token}`, "Content-Type": "application/json" },
      body: new Blob([body(65_537)]).stream(),
      duplex: "half",
    } as RequestInit);
    expect(streamed.status).toBe(413);
  });

  test("that is announced as huge is refused before it is sent [API-019]", async () => {
    const status = await new Promise((resolve, reject) => {
      const sent = request(api(ada.id, "/tasks"), {
        method: "POST",
        headers: { Authorization: `Bearer ${ada.token}`, "Content-Type": "application/json", "Content-Length": 1e10 },
      });
      sent.on("response", (answer) => resolve(answer.statusCode)).on("error", reject);
      sent.write("{");
    });
    expect(status).toBe(413);
  });
});

describe("paths that are nobody's", () => {
  test.each([
    ["/api"],
    ["/api/x"],
    ["/api/auth/tasks"],
    ["/api/a/b/c/d/e"],
    ["/api/x/tasks.data"],
    ["/api/x/tasks/y.data"],
  ])("%s is a 404 in problem details [API-004, AUTH-014]", async (path) => {
    for (const method of ["GET", "POST", "DELETE"]) {
      const answer = await fetch(url + path, { method });
      expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
      expect(await codeOf(answer)).toEqual([404, "not_found"]);
    }
  });

  test("a name that cannot be decoded is no error of ours [API-004]", async () => {
    const answer = await fetch(`${url}/api/%E0%A4%A/tasks`, { headers: { Authorization: `Bearer ${ada.token}` } });
    expect([400, 403, 404]).toContain(answer.status);
  });
});

test("health and readiness answer to anybody [OPS-016]", async () => {
  for (const path of ["/healthz", "/readyz"]) {
    const answer = await fetch(url + path);
    expect([answer.status, answer.headers.get("Cache-Control")]).toEqual([200, "no-store"]);
  }
});
