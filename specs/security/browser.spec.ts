import { request } from "node:http";
import { beforeAll, describe, expect, inject, test } from "vitest";

import { ELSEWHERE } from "../support/payloads";
import { type Person, person, submit } from "../support/person";

const url = inject("url");
const { port } = new URL(url);
let ada: Person;
beforeAll(async () => {
  ada = await person(url);
});

/** With headers that fetch will not send, Host among them. */
function send(
  path: string,
  headers: Record<string, string>,
  method = "GET",
  body = "",
): Promise<{ status: number; text: string; location?: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url + path, { method, headers }, (answer) => {
      let text = "";
      answer.on("data", (chunk) => (text += chunk));
      answer.on("end", () => resolve({ status: answer.statusCode!, text, location: answer.headers.location }));
    });
    sent.on("error", reject).end(body);
  });
}

const titles = async () =>
  ((await (await ada.api("/tasks")).json()) as { items: { title: string }[] }).items.map((task) => task.title);

describe("trap 12: a form post from elsewhere is refused and does nothing [SEC-011]", () => {
  test.each<[string, Record<string, string>]>([
    ["another origin", { Origin: "https://evil.example" }],
    ["the origin null", { Origin: "null" }],
    ["our name with another scheme", { Origin: url.replace("http:", "https:") }],
    ["our name with another port", { Origin: "http://localhost:1" }],
    ["a name that begins like ours", { Origin: `${url}.evil.example` }],
    ["another site, as the browser says", { "Sec-Fetch-Site": "cross-site" }],
    ["a neighbour of the same site, as the browser says", { "Sec-Fetch-Site": "same-site", Origin: url }],
  ])("%s", async (_, headers) => {
    for (const path of ["/tasks", "/tasks.data", "/tasks/new", "/login", "/signup", "/logout"]) {
      const form = { "Content-Type": "application/x-www-form-urlencoded", Cookie: ada.cookie };
      expect((await send(path, { ...form, ...headers }, "POST", "title=forged")).status).toBe(403);
    }
    expect(await titles()).toEqual([]);
  });
});

describe("the name we are called by", () => {
  test.each([
    ["evil.example"],
    ["evil.example:3000"],
    ["localhost"],
    ["localhost:1"],
    [`localhost.evil.example:${port}`],
    [`127.0.0.1.nip.io:${port}`],
  ])("%j is not ours: 421 [SEC-012]", async (host) => {
    for (const path of ["/", "/login", "/tasks", "/healthz", "/api/x/tasks", "/api/auth/get-session"])
      expect((await send(path, { Host: host })).status).toBe(421);
  });

  test.each([["localhost"], ["127.0.0.1"], ["[::1]"], ["LOCALHOST"]])(
    "%s with our port is ours on a loopback start, forms included [SEC-012, SEC-011]",
    async (name) => {
      const host = `${name}:${port}`;
      expect((await send("/login", { Host: host })).status).toBe(200);
      const form = {
        Host: host,
        Origin: `http://${host.toLowerCase()}`,
        "Content-Type": "application/x-www-form-urlencoded",
      };
      expect((await send("/login", form, "POST", "email=nobody@example.com&password=wrong-password")).status).toBe(401);
    },
  );

  test("in a request line that names a whole address does not matter [SEC-012]", async () => {
    const answer = await new Promise<number>((resolve, reject) => {
      const sent = request(
        { host: "127.0.0.1", port, path: "http://evil.example/login", headers: { Host: `localhost:${port}` } },
        (res) => resolve(res.statusCode!),
      );
      sent.on("error", reject).end();
    });
    expect(answer).toBe(200);
  });
});

describe("the headers of", () => {
  const PATHS = [
    "/",
    "/login",
    "/signup",
    "/tasks",
    "/nowhere",
    "/tasks/nonsense",
    "/healthz",
    "/api/x/tasks",
    "/api/auth/get-session",
    "/favicon.svg",
  ];

  test.each(PATHS)("trap 18: %s keep browsers from guessing, framing and telling [SEC-014, SEC-013]", async (path) => {
    for (const cookie of ["", ada.cookie]) {
      const { headers } = await fetch(url + path, { headers: { Cookie: cookie }, redirect: "manual" });
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
      expect(headers.get("Referrer-Policy")).toBe("strict-origin-when-cross-origin");
      expect(headers.get("X-Frame-Options")).toBe("DENY");
      expect(headers.get("Cross-Origin-Opener-Policy")).toBe("same-origin");
      expect(headers.get("Cross-Origin-Resource-Policy")).toBe("same-origin");
      expect(headers.get("Permissions-Policy")).toContain("camera=()");
      expect(headers.get("Content-Security-Policy")).toMatch(/^default-src 'none';/);
      expect(headers.get("X-Powered-By")).toBeNull();
      expect(headers.get("Server")).toBeNull();
    }
  });

  test("a page allow only scripts with its own nonce, new every time [SEC-013, UI-006]", async () => {
    const nonces = new Set<string>();
    for (const path of ["/", "/login", "/nowhere"]) {
      const answer = await fetch(url + path);
      const policy = answer.headers.get("Content-Security-Policy")!;
      const nonce = /'nonce-([^']+)'/.exec(policy)![1]!;
      nonces.add(nonce);
      expect(policy).not.toContain("unsafe");
      expect(policy).toContain("frame-ancestors 'none'");
      const html = await answer.text();
      const scripts = html.match(/<script\b[^>]*>/g)!;
      expect(scripts.length).toBeGreaterThan(0);
      for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
      expect(html).not.toMatch(/\sstyle="/);
      // A page's own whole address, for search engines: nothing is loaded from it.
      const loading = html.replace(/<link rel="canonical"[^>]*>/, "");
      expect(loading).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    }
    expect(nonces.size).toBe(3);
  });

  test("trap 31: a signed-in person's pages and their data forbid keeping them [SEC-018]", async () => {
    for (const path of ["/tasks", "/tasks.data", "/tasks/new", "/tasks/nonsense"]) {
      const { headers } = await fetch(url + path, { headers: { Cookie: ada.cookie } });
      expect(headers.get("Cache-Control")).toBe("private, no-store");
    }
  });
});

test("the session cookie is for the server alone, for this site alone [SEC-015]", async () => {
  const answer = await submit(`${url}/login`, { email: ada.email, password: ada.password });
  const session = answer.headers.getSetCookie().find((cookie) => cookie.startsWith("session="))!;
  const attributes = session
    .split("; ")
    .slice(1)
    .map((part) => part.toLowerCase());
  expect(attributes).toContain("httponly");
  expect(attributes).toContain("samesite=lax");
  expect(attributes).toContain("path=/");
  expect(attributes.some((part) => part.startsWith("domain"))).toBe(false);
});

test.each(ELSEWHERE.map((target) => [target]))(
  "trap 19: redirectTo=%j leads to /tasks [SEC-016, SEC-044, UI-007]",
  async (redirectTo) => {
    for (const page of ["/login", "/signup"]) {
      const query = new URLSearchParams({ redirectTo });
      const signedIn = await fetch(`${url}${page}?${query}`, { headers: { Cookie: ada.cookie }, redirect: "manual" });
      expect(new URL(signedIn.headers.get("Location")!, url).href).toBe(`${url}/tasks`);
      // A form that is shown again keeps where to go, and that is on this site too.
      const again = await (await submit(`${url}${page}`, { redirectTo })).text();
      expect(/name="redirectTo"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="redirectTo"/.exec(again)?.[1]).toBe(
        "/tasks",
      );
    }
    const { id } = (await (await ada.api("/tasks", { body: { title: "x" } })).json()) as { id: string };
    const done = await submit(`${url}/tasks/${id}/completion`, { completed: "true", returnTo: redirectTo }, ada.cookie);
    expect(new URL(done.headers.get("Location")!, url).href).toBe(`${url}/tasks#task-${id}`);
    const gone = await submit(`${url}/tasks/${id}/delete`, { returnTo: redirectTo }, ada.cookie);
    expect(new URL(gone.headers.get("Location")!, url).href).toBe(`${url}/tasks`);
  },
);

test("these are at least 40 [SEC-044]", () => {
  expect(new Set(ELSEWHERE).size).toBeGreaterThanOrEqual(40);
});

test.each([["/tasks?status=done"], ["/tasks/new"], ["/tasks/%E2%9C%93?x=1#y"]])(
  "redirectTo=%s is followed [AUTH-004]",
  async (redirectTo) => {
    const answer = await submit(`${url}/login`, { email: ada.email, password: ada.password, redirectTo });
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, redirectTo]);
  },
);

test.each([
  [`<script>alert("x")</script>`],
  [`"><img src=x onerror=alert(1)>`],
  [`</title><svg onload=alert(1)>`],
  [`{{7*7}}\${7*7}`],
  [`javascript:alert(1)`],
])("trap 38: %s in a title or a description stays text [SEC-017]", async (text) => {
  const who = await person(url, text.slice(0, 100));
  const { id } = (await (await who.api("/tasks", { body: { title: text, description: text } })).json()) as {
    id: string;
  };
  for (const path of ["/tasks", `/tasks/${id}`, `/tasks/${id}/delete`]) {
    const html = await (await fetch(url + path, { headers: { Cookie: who.cookie } })).text();
    expect(html).not.toMatch(/<script>alert|<img src=x|<svg onload/);
  }
});

test("an access to a path with a broken escape is no server error [SEC-020]", async () => {
  for (const path of [
    "/%E0%A4%A",
    "/tasks/%E0%A4%A",
    "/%00",
    "/assets/../../package.json",
    "/assets/%2e%2e/%2e%2e/package.json",
    "/.env",
    "/.vite/manifest.json",
  ]) {
    const answer = await send(path, { Cookie: ada.cookie });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.text).not.toContain('clearlist",');
  }
});

test.each(["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])(
  "trap 27: %s is no method of a page [SEC-011]",
  async (method) => {
    expect((await send("/tasks", { Cookie: ada.cookie }, method)).status).toBe(405);
    expect(await titles()).toEqual([]);
  },
);

test("trap 20: a form that is too large or of another type is refused in words [SEC-011]", async () => {
  const big = await submit(`${url}/tasks`, { title: "x".repeat(200_000) }, ada.cookie);
  expect(big.status).toBe(413);
  const json = await fetch(`${url}/tasks`, {
    method: "POST",
    headers: { Cookie: ada.cookie, "Content-Type": "application/json", Origin: url },
    body: '{"title":"x"}',
  });
  expect(json.status).toBe(415);
  expect(await titles()).toEqual([]);
});
