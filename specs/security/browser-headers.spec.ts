import { readdirSync } from "node:fs";
import { request } from "node:http";
import { beforeAll, describe, expect, inject, test } from "vitest";

import { type Person, person, post, signInAgain, submit } from "../support/person";

const url = inject("url");
const FORM = { "Content-Type": "application/x-www-form-urlencoded" };

let ada: Person;
beforeAll(async () => {
  ada = await person(url);
});

interface Sent {
  status: number;
  headers: Record<string, string | string[] | undefined>;
}

/** With any header, Host among them, and any method. */
function send(path: string, { method = "GET", headers = {}, body = "" } = {}): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const sent = request(url + path, { method, headers }, (answer) => {
      answer.resume().on("end", () => resolve({ status: answer.statusCode!, headers: answer.headers }));
    });
    sent.on("error", reject).end(body);
  });
}

const asset = `/assets/${readdirSync("build/client/assets").find((name) => name.endsWith(".js"))}`;
const cookie = () => ({ Cookie: ada.cookie });
const posted = (headers: object, body = "x=y") => ({ method: "POST", headers: { ...FORM, ...headers }, body });

/** One of every kind of answer: what is asked, and the status that tells that it is the kind that is meant. */
const KINDS: [string, number, () => [path: string, init?: Parameters<typeof send>[1]]][] = [
  ["a page", 200, () => ["/login"]],
  ["a signed-in page", 200, () => ["/tasks", { headers: cookie() }]],
  ["a signed-in page's data", 200, () => ["/tasks.data", { headers: cookie() }]],
  ["a redirect", 303, () => ["/tasks"]],
  ["a page that is not there", 404, () => ["/nowhere"]],
  ["a task that is not there", 404, () => ["/tasks/nonsense", { headers: cookie() }]],
  ["a form that is refused", 422, () => ["/login", posted({ Origin: url })]],
  ["a form from elsewhere", 403, () => ["/login", posted({ Origin: "https://evil.example" })]],
  ["a form that is too large", 413, () => ["/login", posted({ Origin: url }, "x".repeat(200_000))]],
  ["a method that is not known", 405, () => ["/login", { method: "DELETE" }]],
  ["the methods of a page", 204, () => ["/login", { method: "OPTIONS" }]],
  ["another's name", 421, () => ["/login", { headers: { Host: "evil.example" } }]],
  ["a list of tasks", 200, () => [`/api/${ada.id}/tasks`, { headers: { Authorization: `Bearer ${ada.token}` } }]],
  ["the API without a token", 401, () => [`/api/${ada.id}/tasks`]],
  ["a path that the API does not have", 404, () => ["/api/nowhere"]],
  ["a session", 200, () => ["/api/auth/get-session", { headers: cookie() }]],
  [
    "a refused sign-up",
    400,
    () => ["/api/auth/sign-up/email", { ...posted({}, "{}"), headers: { "Content-Type": "application/json" } }],
  ],
  ["a report", 204, () => ["/csp-reports", posted({}, "{}")]],
  ["a file", 200, () => ["/favicon.svg"]],
  ["a script", 200, () => [asset]],
  ["health", 200, () => ["/healthz"]],
];

describe.each(KINDS)("%s", (_, status, ask) => {
  test("has every header that keeps browsers from guessing, framing and telling [SEC-025, SEC-014, SEC-013]", async () => {
    const { headers, ...answer } = await send(...ask());
    expect(answer.status).toBe(status);
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "strict-origin-when-cross-origin",
      "x-frame-options": "DENY",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "permissions-policy": expect.stringContaining("camera=()"),
      "content-security-policy": expect.stringMatching(/^default-src 'none';.*frame-ancestors 'none'/),
    });
    expect(headers["access-control-allow-origin"]).toBeUndefined();
    const policy = String(headers["content-security-policy"]);
    if (String(headers["content-type"]).startsWith("text/html")) expect(policy).toContain("report-uri /csp-reports");
    const kept = ["a file", "a script"].includes(_);
    expect(/no-store/.test(String(headers["cache-control"]))).toBe(!kept);
  });
});

test("signing out tells the browser to forget, by every door, and so does deleting the account [SEC-024]", async () => {
  const forgets = (answer: Response) => answer.headers.get("Clear-Site-Data");
  const page = await signInAgain(url, ada);
  const script = await signInAgain(url, ada);
  const program = await signInAgain(url, ada);
  const who = await person(url);
  const answers = [
    await submit(`${url}/logout`, {}, page.cookie),
    await submit(`${url}/logout.data`, {}, script.cookie),
    await post(`${url}/api/auth/sign-out`, {}, { Cookie: program.cookie, Origin: url }),
    await post(`${url}/api/auth/delete-user`, { password: who.password }, { Cookie: who.cookie, Origin: url }),
  ];
  for (const answer of answers) {
    expect([answer.url, answer.ok || answer.status === 303]).toEqual([answer.url, true]);
    expect([answer.url, forgets(answer)]).toEqual([answer.url, '"cache", "storage"']);
    expect(answer.headers.getSetCookie().join("\n")).toMatch(/^session=;.*Max-Age=0/m);
  }
  const wrong = await post(`${url}/api/auth/delete-user`, { password: "wrong" }, { Cookie: ada.cookie, Origin: url });
  expect([wrong.ok, forgets(wrong)]).toEqual([false, null]);
});
