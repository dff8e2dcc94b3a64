import { beforeEach, describe, expect, inject, test } from "vitest";

import type { Task } from "../../app/tasks/task";
import { type Person, person, submit } from "../support/person";

const url = inject("url");

let form: Person;
let rest: Person;
beforeEach(async () => {
  [form, rest] = await Promise.all([person(url, "Form"), person(url, "Rest")]);
});

/** What of a task must be equal through both doors: all but who, which and when. */
function comparable(task: Task) {
  const { id: _id, user_id: _user, created_at, updated_at, completed_at, ...rest } = task;
  return {
    ...rest,
    touched: updated_at !== created_at,
    done_at: completed_at && (completed_at === updated_at ? "last change" : "before"),
  };
}

const rows = async (who: Person) => ((await (await who.api("/tasks?order=asc")).json()) as { items: Task[] }).items;

async function both(make: { title: string; description?: string; completed?: boolean }): Promise<[Task, Task]> {
  for (const who of [form, rest]) await who.api("/tasks", { body: make });
  return [(await rows(form))[0]!, (await rows(rest))[0]!];
}

async function expectEqualRows() {
  expect((await rows(form)).map(comparable)).toEqual((await rows(rest)).map(comparable));
}

/** The sentences of the refused page's summary, and the same from the API's problem. */
async function refusals(page: Response, api: Response): Promise<[string[], string[]]> {
  const html = await page.text();
  const { errors } = (await api.json()) as { errors: { field: string; message: string }[] };
  const sentences = errors.map(({ field, message }) => `${field[0]!.toUpperCase()}${field.slice(1)} ${message}.`);
  return [sentences.filter((sentence) => html.includes(sentence.replaceAll("'", "&#x27;"))), sentences];
}

const TEXTS: [string, string | undefined][] = [
  ["Buy milk", undefined],
  ["  trimmed \t", "kept  as typed "],
  ["Cafe\u0301", "a\r\nb\rc\n"],
  ["🎉".repeat(200), "🎉".repeat(2000)],
  ["<b>&amp;</b>", " \n "],
  ["عربى", "‏نص"],
  ["1", "true"],
];
const BAD: [string, string | undefined][] = [
  ["", undefined],
  [" \u3000 ", undefined],
  ["x".repeat(201), undefined],
  ["a\u0000b", undefined],
  ["x", "y".repeat(2001)],
  ["", "bad \u0007"],
];

describe("the page and REST mean the same by [TASK-016]", () => {
  test.each(TEXTS)("create: %j, %j", async (title, description) => {
    const fields = { title, ...(description !== undefined && { description }) };
    expect((await submit(`${url}/tasks/new`, fields, form.cookie)).status).toBe(303);
    expect((await rest.api("/tasks", { body: fields })).status).toBe(201);
    await expectEqualRows();
  });

  test.each(BAD)("create refused: %j, %j", async (title, description) => {
    const fields = { title, ...(description !== undefined && { description }) };
    const page = await submit(`${url}/tasks/new`, fields, form.cookie);
    const api = await rest.api("/tasks", { body: fields });
    expect([page.status, api.status]).toEqual([422, 400]);
    const [shown, said] = await refusals(page, api);
    expect(shown).toEqual(said);
    expect(await rows(form)).toEqual([]);
    expect(await rows(rest)).toEqual([]);
  });

  test.each(TEXTS)("edit: %j, %j", async (title, description = "") => {
    const [mine, theirs] = await both({ title: "before", description: "before" });
    const fields = { title, description, completed: "false", version: "1" };
    expect((await submit(`${url}/tasks/${mine.id}`, fields, form.cookie)).status).toBe(303);
    const answer = await rest.api(`/tasks/${theirs.id}`, {
      method: "PATCH",
      body: { title, description, completed: false },
      headers: { "If-Match": '"v1"' },
    });
    expect(answer.status).toBe(200);
    await expectEqualRows();
  });

  test("an edit that changes nothing", async () => {
    const [mine] = await both({ title: "same", description: "a\nb" });
    await submit(
      `${url}/tasks/${mine.id}`,
      { title: " same ", description: "a\r\nb", completed: "false", version: "1" },
      form.cookie,
    );
    expect(await rows(form)).toEqual([mine]);
  });

  test.each(BAD)("edit refused: %j, %j", async (title, description = "") => {
    const [mine, theirs] = await both({ title: "before" });
    const page = await submit(`${url}/tasks/${mine.id}`, { title, description, version: "1" }, form.cookie);
    const api = await rest.api(`/tasks/${theirs.id}`, { method: "PATCH", body: { title, description } });
    expect([page.status, api.status]).toEqual([422, 400]);
    const [shown, said] = await refusals(page, api);
    expect(shown).toEqual(said);
    expect(await rows(form)).toEqual([mine]);
  });

  test("a stale edit: 409 with both versions there, 412 here, and nothing changed [UI-014, API-026, TASK-016]", async () => {
    const [mine, theirs] = await both({ title: "before" });
    for (const [who, task] of [
      [form, mine],
      [rest, theirs],
    ] as const)
      await who.api(`/tasks/${task.id}`, { method: "PATCH", body: { title: "meanwhile" } });
    const page = await submit(
      `${url}/tasks/${mine.id}`,
      { title: "typed", description: "mine", version: "1" },
      form.cookie,
    );
    const api = await rest.api(`/tasks/${theirs.id}`, {
      method: "PATCH",
      body: { title: "typed" },
      headers: { "If-Match": '"v1"' },
    });
    expect([page.status, api.status]).toEqual([409, 412]);
    const html = await page.text();
    for (const text of ["meanwhile", "typed", "mine"]) expect(html).toContain(text);
    await expectEqualRows();
  });

  test.each([[true], [false]])("completed=%s, once or twice", async (completed) => {
    const [mine, theirs] = await both({ title: "x", completed: !completed });
    for (let i = 0; i < 2; i++) {
      const answer = await submit(`${url}/tasks/${mine.id}/completion`, { completed: String(completed) }, form.cookie);
      expect(answer.status).toBe(303);
      await rest.api(`/tasks/${theirs.id}/complete`, { method: "PATCH", body: { completed } });
    }
    await expectEqualRows();
    expect((await rows(form))[0]).toMatchObject({ completed, version: 2 });
  });

  test("delete, and delete again", async () => {
    const [mine, theirs] = await both({ title: "x" });
    expect((await submit(`${url}/tasks/${mine.id}/delete`, {}, form.cookie)).status).toBe(303);
    expect((await rest.api(`/tasks/${theirs.id}`, { method: "DELETE" })).status).toBe(204);
    await expectEqualRows();
    expect((await submit(`${url}/tasks/${mine.id}/delete`, {}, form.cookie)).status).toBe(404);
    expect((await rest.api(`/tasks/${theirs.id}`, { method: "DELETE" })).status).toBe(404);
  });

  test("what the page shows is what REST stores, byte for byte [TASK-004, TASK-016]", async () => {
    for (const [title, description] of TEXTS) {
      const { id } = (await (await form.api("/tasks", { body: { title, description } })).json()) as Task;
      const html = await (await fetch(`${url}/tasks/${id}`, { headers: { Cookie: form.cookie } })).text();
      const stored = (await (await form.api(`/tasks/${id}`)).json()) as Task;
      expect(shown(html, "title")).toBe(stored.title);
      expect(shown(html, "description")).toBe(stored.description ?? "");
    }
  });
});

/** What a field of the page's form holds, as a browser would read it. */
function shown(html: string, name: string): string {
  const input = html.match(new RegExp(`<input[^>]* name="${name}"[^>]*>`))?.[0];
  if (input) return decode(/ value="([^"]*)"/.exec(input)![1]!);
  const [, text = ""] = html.match(new RegExp(`<textarea[^>]* name="${name}"[^>]*>([^<]*)</textarea>`))!;
  return decode(text.replace(/^\n/, "")); // a browser drops the first newline of a textarea
}

function decode(html: string): string {
  const names: Record<string, string> = { lt: "<", gt: ">", quot: '"', amp: "&" };
  return html.replace(/&(#x27|\w+);/g, (_, name: string) => (name === "#x27" ? "'" : names[name]!));
}
