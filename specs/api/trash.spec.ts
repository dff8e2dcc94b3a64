import { beforeEach, expect, inject, test } from "vitest";

import type { Task } from "../../app/tasks/task";
import { cookieOf, type Person, person, submit } from "../support/person";

const url = inject("url");
let me: Person;
beforeEach(async () => {
  me = await person(url);
});

const add = async (title: string) => (await (await me.api("/tasks", { body: { title } })).json()) as Task;
const list = async () =>
  (await (await me.api("/tasks?sort=title")).json()) as { items: (Task & { title: string })[]; count: number };
const titles = async () => (await list()).items.map(({ title }) => title);
const page = async (path: string, cookie = "") =>
  (await fetch(url + path, { headers: { Cookie: `${me.cookie}; ${cookie}` } })).text();

/** Posts a form with fields that may come more than once. */
const post = (path: string, fields: [string, string][]) =>
  fetch(url + path, {
    method: "POST",
    headers: { Cookie: me.cookie, Origin: url, "Sec-Fetch-Site": "same-origin" },
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
const undoOf = (answer: Response) => /\.([0-9a-f-]{36})/.exec(cookieOf(answer))?.[1] ?? "";
const undo = (change: string) => post("/undo", [["change", change]]);

test("what is in the Trash is to every method as if it were not there, and comes back as it was [API-049, API-015, TASK-010]", async () => {
  const { id } = await add("Buy milk");
  const before = await me.api(`/tasks/${id}`);
  expect((await me.api(`/tasks/${id}`, { method: "DELETE" })).status).toBe(204);
  for (const [method, path, body] of [
    ["GET", "", undefined],
    ["PUT", "", { title: "x", completed: true }],
    ["PATCH", "", { title: "x" }],
    ["PATCH", "/complete", undefined],
    ["DELETE", "", undefined],
  ] as const)
    expect((await me.api(`/tasks/${id}${path}`, { method, body })).status).toBe(404);
  expect(await list()).toMatchObject({ items: [], count: 0 });
  expect(await page("/tasks")).not.toContain("Buy milk");
  expect(await page("/trash")).toContain("Buy milk");

  expect((await post("/trash", [["task", id]])).status).toBe(303);
  const after = await me.api(`/tasks/${id}`);
  expect(after.headers.get("ETag")).toBe(before.headers.get("ETag"));
  expect(await after.json()).toEqual(await before.json());
});

test("several tasks are changed by one form and one undo brings back exactly those [UI-045, UI-046, TASK-022, TASK-023]", async () => {
  const [a, b, c] = [await add("A"), await add("B"), await add("C")];
  await me.api(`/tasks/${a.id}/complete`, { method: "PATCH" });
  const was = await list();
  const foreign = await person(url);
  const theirs = (await (await foreign.api("/tasks", { body: { title: "theirs" } })).json()) as Task;

  const some: [string, string][] = [a.id, b.id, theirs.id, crypto.randomUUID(), "x"].map((id) => ["task", id]);
  const completed = await post("/tasks?status=all&select=true&offset=0", [["act", "complete"], ...some]);
  expect([completed.status, completed.headers.get("Location")]).toEqual([303, "/tasks?status=all&offset=0"]);
  expect(await page("/tasks", cookieOf(completed))).toContain("1 task completed.");
  expect((await list()).items.map((task) => [task.completed, task.version])).toEqual([
    [true, 2],
    [true, 2],
    [false, 1],
  ]);
  expect((await foreign.api(`/tasks/${theirs.id}`)).status).toBe(200);

  const deleted = await post("/tasks?status=done&select=true", [
    ["all", "true"],
    ["act", "delete"],
  ]);
  expect(await page("/tasks", cookieOf(deleted))).toContain("2 tasks deleted.");
  expect(await titles()).toEqual(["C"]);
  expect((await foreign.api(`/tasks/${theirs.id}`)).status).toBe(200);
  // Somebody else's key to it opens nothing.
  await submit(`${url}/undo`, { change: undoOf(deleted) }, foreign.cookie);
  expect(await titles()).toEqual(["C"]);

  expect(await page("/tasks", cookieOf(await undo(undoOf(deleted))))).toContain("2 tasks are as they were before.");
  expect(await page("/tasks", cookieOf(await undo(undoOf(deleted))))).toContain("There is nothing left to undo.");
  await undo(undoOf(completed));
  const now = await list();
  expect(now.items.map((task) => [task.title, task.completed, task.completed_at])).toEqual(
    was.items.map((task) => [task.title, task.completed, task.completed_at]),
  );
  expect((await me.api(`/tasks/${c.id}`)).headers.get("ETag")).toContain("1");

  const words = await post("/tasks?q=b&select=true", [
    ["all", "true"],
    ["act", "delete"],
  ]);
  expect(words.headers.get("Location")).toBe("/tasks?q=b");
  expect(await titles()).toEqual(["A", "C"]);

  for (const [path, fields] of [
    ["/tasks?select=true", [["act", "delete"]]],
    ["/tasks?select=true", [["task", a.id]]],
    [
      "/tasks?select=true",
      [
        ["act", "burn"],
        ["task", a.id],
      ],
    ],
    ["/trash?select=true", []],
  ] as [string, [string, string][]][]) {
    const refused = await post(path, fields);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain("Tick at least one task, or all of them.");
  }
  expect(await titles()).toEqual(["A", "C"]);
});

test("deleting for ever asks with the number, and deletes only what was there when it asked [UI-043]", async () => {
  const tasks = [await add("A"), await add("B"), await add("Late")];
  for (const { id } of tasks.slice(0, 2)) await me.api(`/tasks/${id}`, { method: "DELETE" });
  const asked = await page("/trash/delete?all=true");
  expect(asked).toContain("Delete 2 tasks for ever?");
  const until = /name="until" value="([^"]+)"/.exec(asked)![1]!;
  await me.api(`/tasks/${tasks[2]!.id}`, { method: "DELETE" });
  const purged = await post("/trash/delete", [
    ["until", until],
    ["all", "true"],
  ]);
  expect(await page("/trash", cookieOf(purged))).toContain("2 tasks deleted for ever.");
  const left = await page("/trash");
  expect(left).toContain("Late");
  expect(left).toContain("Deleted");
  expect((await post("/trash", [["task", tasks[0]!.id]])).status).toBe(303);
  expect(await titles()).toEqual([]);

  const statuses = ["/trash/delete", `/trash/delete?task=${tasks[0]!.id}`, `/trash/delete?task=${tasks[2]!.id}`].map(
    async (path) => (await fetch(url + path, { headers: { Cookie: me.cookie } })).status,
  );
  expect(await Promise.all(statuses)).toEqual([422, 404, 200]);
  for (const until of ["", "nonsense", "'; drop"]) {
    const answer = await post("/trash/delete", [
      ["until", until],
      ["all", "true"],
    ]);
    expect(answer.status).toBe(303);
  }
  expect(await page("/trash")).toContain("Late");
});

test("the export holds what is in the Trash, apart from the rest [AUTH-029]", async () => {
  const [gone] = [await add("gone"), await add("kept")];
  await me.api(`/tasks/${gone.id}`, { method: "DELETE" });
  const { tasks, trash } = JSON.parse(await page("/settings/export")) as Record<string, Task[]>;
  expect(tasks!.map(({ title }) => title)).toEqual(["kept"]);
  expect(trash).toEqual([{ ...gone, deleted_at: expect.stringMatching(/^2.*Z$/) }]);
});
