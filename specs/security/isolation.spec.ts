import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, inject, test } from "vitest";

import type { Task } from "../../app/tasks/task";
import { call, type Person, person, submit } from "../support/person";

const url = inject("url");

let ada: Person;
let eve: Person;
let secret: Task;
let before: string;
const rows = async () => (await ada.api("/tasks")).text();

beforeAll(async () => {
  [ada, eve] = await Promise.all([person(url), person(url, "Eve")]);
  secret = (await (
    await ada.api("/tasks", { body: { title: "a secret of Ada's", description: "hush" } })
  ).json()) as Task;
  before = await rows();
});

const get = (path: string, cookie: string) => fetch(url + path, { headers: { Cookie: cookie }, redirect: "manual" });

/** Everything of an answer that a person could compare, less what is new with every answer. */
async function shape(answer: Response) {
  const ignored = new Set(["x-request-id", "date", "keep-alive", "content-security-policy"]);
  const headers = [...answer.headers].filter(([name]) => !ignored.has(name));
  return { status: answer.status, headers, body: await answer.text() };
}

describe("somebody else's task", () => {
  const writes = [
    ["GET", "", undefined],
    ["PUT", "", { title: "stolen", completed: true }],
    ["PATCH", "", { title: "stolen" }],
    ["PATCH", "/complete", undefined],
    ["DELETE", "", undefined],
  ] as const;

  test.each(writes)(
    "is the same 404 as a missing one over REST: %s%s [SEC-001, TASK-012, API-007]",
    async (method, path, body) => {
      const [foreign, missing] = await Promise.all(
        [secret.id, randomUUID()].map(async (id) => shape(await eve.api(`/tasks/${id}${path}`, { method, body }))),
      );
      expect(foreign).toEqual(missing);
      expect(foreign!.status).toBe(404);
      expect(await rows()).toBe(before);
    },
  );

  test.each(writes)(
    "cannot be reached below its owner's path with one's own token: %s%s [SEC-001]",
    async (method, path, body) => {
      const answer = await call(`${url}/api/${ada.id}/tasks/${secret.id}${path}`, eve.token, { method, body });
      expect(answer.status).toBe(403);
      expect(await rows()).toBe(before);
    },
  );

  test.each([
    ["", ""],
    ["/delete", ""],
    ["", ".data"],
    ["/delete", ".data"],
  ])("is the same page as a missing one: /tasks/:id%s%s [SEC-001, SEC-005, UI-005]", async (act, data) => {
    const pages = await Promise.all(
      [secret.id, randomUUID(), "nonsense"].map(async (id) => {
        const answer = await get(`/tasks/${id}${act}${data}`, eve.cookie);
        return {
          status: answer.status,
          text: (await answer.text()).replaceAll(id, "ID").replace(/[0-9a-f-]{36}/g, ""),
        };
      }),
    );
    for (const page of pages) {
      expect(page.status).toBe(404);
      expect(page.text).not.toContain("secret of Ada");
      expect(page.text).not.toContain("hush");
    }
    if (!data) expect(pages[0]!.text.length).toBe(pages[1]!.text.length);
  });

  test.each([
    ["", { title: "stolen", description: "", version: "1" }],
    ["/completion", { completed: "true" }],
    ["/delete", { version: "1" }],
  ])("is not changed by a form: /tasks/:id%s [SEC-001]", async (act, fields) => {
    for (const data of ["", ".data"]) {
      const answer = await submit(`${url}/tasks/${secret.id}${act}${data}`, fields, eve.cookie);
      expect(answer.status).toBe(404);
    }
    expect(await rows()).toBe(before);
  });

  test("is in nobody else's list, page or count [SEC-001, TASK-013]", async () => {
    const pages = [
      "/tasks",
      "/tasks?status=pending&sort=title",
      "/tasks.data",
      "/tasks.data?_routes=routes%2Ftasks",
      "/tasks/new",
    ];
    for (const path of pages) expect(await (await get(path, eve.cookie)).text()).not.toContain("secret of Ada");
    expect(await (await eve.api("/tasks")).json()).toMatchObject({ items: [], count: 0 });
  });
});

describe("a stranger", () => {
  const PATHS = ["/tasks", "/tasks/new", `/tasks/${randomUUID()}`, `/tasks/${randomUUID()}/delete`];

  test.each(PATHS)("is sent to sign in from %s and gets no data [AUTH-006, SEC-005]", async (path) => {
    const target = path.replace(/[0-9a-f-]{36}/, secret.id);
    const page = await get(target, "");
    expect(page.status).toBe(303);
    expect(page.headers.get("Location")).toBe(`/login?redirectTo=${encodeURIComponent(target)}`);
    for (const query of [
      "",
      "?_routes=routes%2Ftasks",
      "?_routes=routes%2Ftask",
      "?_routes=routes%2Fsigned-in",
      "?_routes=root",
    ]) {
      const text = await (await get(`${target}.data${query}`, "")).text();
      expect(text).not.toContain("secret of Ada");
      expect(text).not.toContain(ada.email);
    }
  });

  test.each([["/tasks"], ["/tasks/new"], ["/tasks/{id}"], ["/tasks/{id}/completion"], ["/tasks/{id}/delete"]])(
    "runs no form handler: POST %s [SEC-005, AUTH-006]",
    async (path) => {
      for (const data of ["", ".data"]) {
        const answer = await submit(url + path.replace("{id}", secret.id) + data, {
          title: "x",
          completed: "true",
          version: "1",
        });
        expect([202, 303]).toContain(answer.status);
      }
      expect(await rows()).toBe(before);
    },
  );
});

describe("what a client says beyond the known fields", () => {
  test("changes nothing in a form [SEC-006]", async () => {
    const mine = await person(url);
    const fields = {
      title: "mine",
      id: secret.id,
      user_id: ada.id,
      version: "7",
      created_at: "2001-01-01T00:00:00.000Z",
      completed_at: "x",
    };
    expect((await submit(`${url}/tasks`, fields, mine.cookie)).status).toBe(303);
    const { items } = (await (await mine.api("/tasks")).json()) as { items: Task[] };
    expect(items).toMatchObject([{ title: "mine", user_id: mine.id, version: 1 }]);
    expect(items[0]!.id).not.toBe(secret.id);
    expect(items[0]!.created_at).not.toContain("2001");
    expect(await rows()).toBe(before);
  });

  test("changes nothing at sign-up [SEC-006]", async () => {
    const answer = await fetch(`${url}/api/auth/sign-up/email`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        name: "Mallory",
        email: `${randomUUID()}@example.com`,
        password: "correct horse",
        id: ada.id,
        emailVerified: true,
        role: "admin",
      }),
    });
    const { user } = (await answer.json()) as { user: { id: string; emailVerified: boolean } };
    expect(user).toMatchObject({ emailVerified: false });
    expect(user).not.toHaveProperty("role");
    expect(user.id).not.toBe(ada.id);
  });
});
