import { beforeAll, expect, inject, test } from "vitest";

import { call, type Person, person } from "../support/person";

const url = inject("url");
let ada: Person;
let taskId: string;

beforeAll(async () => {
  ada = await person(url);
  taskId = ((await (await ada.api("/tasks", { body: { title: "One" } })).json()) as { id: string }).id;
  for (const title of ["Two", "Three"]) await ada.api("/tasks", { body: { title } });
});

/** What a program gets to see of an answer; not what is new each time. */
async function seen(path: string, token: string | null, init: Parameters<typeof call>[2]) {
  const answer = await call(`${url}${path}`, token, init);
  const text = await answer.text();
  const headers = [...answer.headers].filter(([name]) => !["date", "ratelimit", "x-request-id"].includes(name)).sort();
  return { status: answer.status, headers, body: text };
}

test("an address that needs no router is answered as the router answers it, byte for byte [OPS-066]", async () => {
  const json = { "Content-Type": "application/json" };
  const list = "/tasks";
  const one = `/tasks/${taskId}`;
  const cases: [path: string, init?: Parameters<typeof call>[2], token?: string | null][] = [
    ...["GET", "HEAD", "OPTIONS", "PUT", "PROPFIND"].map((method): [string, { method: string }] => [list, { method }]),
    [`${list}?limit=2&sort=title`],
    [`${list}?limit=0&colour=red`],
    [`${list}?q=two&status=pending`],
    [`${list}?cursor=nonsense`],
    [list, { method: "POST", body: "{" }],
    [list, { method: "POST", body: { title: " " } }],
    [list, { method: "POST", body: "title=x", headers: { "Content-Type": "text/plain" } }],
    [list, { method: "POST", body: `"${"x".repeat(70_000)}"` }],
    [list, { method: "POST", body: { title: "x" }, headers: { "Idempotency-Key": "two words" } }],
    ...["GET", "HEAD", "OPTIONS", "POST"].map((method): [string, { method: string }] => [one, { method }]),
    [one, { headers: { "If-None-Match": '"v1"' } }],
    [one, { method: "PATCH", body: { title: "One" } }],
    [one, { method: "PUT", body: {}, headers: json }],
    [one, { method: "PATCH", body: { title: "Other" }, headers: { "If-Match": '"v9"' } }],
    [one, { method: "DELETE", headers: { "If-Match": "nonsense" } }],
    ["/tasks/none"],
    [`${one}/complete`, { method: "PATCH", body: { completed: false } }],
    [`${one}/complete`],
    [`${one}/colour`],
    [list, {}, null],
    [list, {}, "no.token.this"],
    [list, { headers: { Authorization: "Basic abc" } }],
  ];
  const stranger = await person(url);
  cases.push([list, {}, stranger.token], [one, { method: "DELETE" }, stranger.token]);
  for (const [path, init = {}, token = ada.token] of cases) {
    const direct = await seen(`/api/${ada.id}${path}`, token, init);
    // Written so, it is the same address to the router, and none that is known without it.
    const encoded = ada.id.replace("-", "%2D");
    const routed = await seen(`/api/${encoded}${path}`, token, init);
    const plain = JSON.parse(JSON.stringify(routed).replaceAll(encoded, ada.id));
    expect(direct, `${init.method ?? "GET"} ${path}`).toEqual(plain);
  }
});

test("what only looks like such an address is the router's to answer [OPS-066]", async () => {
  for (const path of ["/api/auth/tasks", "/api/tasks/tasks", `/API/${ada.id}/tasks`, `/api/${ada.id}/tasks/`])
    expect((await call(`${url}${path}`, ada.token)).status, path).toBe(
      path.includes(ada.id) ? 200 : path.includes("auth") ? 404 : 403,
    );
});
