import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, inject, test } from "vitest";

import type { Task } from "../../app/tasks/task";
import { type ApiInit, type Person, person } from "../support/person";

const url = inject("url");
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let ada: Person;
beforeAll(async () => {
  ada = await person(url);
});

async function create(body: object): Promise<Task> {
  const answer = await ada.api("/tasks", { body });
  expect(answer.status).toBe(201);
  return (await answer.json()) as Task;
}

async function send(task: Task, init: ApiInit, path = ""): Promise<Task> {
  const answer = await ada.api(`/tasks/${task.id}${path}`, init);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Task;
}

const read = (task: Task) => send(task, {});
const change = (task: Task, body: object) => send(task, { method: "PATCH", body });

async function refusal(init: ApiInit, path = "/tasks") {
  const answer = await ada.api(path, init);
  return {
    status: answer.status,
    ...((await answer.json()) as { code: string; errors?: { field: string; code: string }[] }),
  };
}

describe("creating a task", () => {
  test("answers 201 with the whole task, where it is and its tag [API-010, API-011, TASK-006]", async () => {
    const answer = await ada.api("/tasks", { body: { title: "  Buy milk\n", description: "two\r\nlitres\r" } });
    const task = (await answer.json()) as Task;
    expect(answer.status).toBe(201);
    expect(task).toEqual({
      id: expect.stringMatching(V7),
      user_id: ada.id,
      title: "Buy milk",
      description: "two\nlitres\n",
      completed: false,
      completed_at: null,
      version: 1,
      created_at: expect.stringMatching(MOMENT),
      updated_at: task.created_at,
    });
    expect(answer.headers.get("Location")).toBe(`/api/${ada.id}/tasks/${task.id}`);
    expect(answer.headers.get("ETag")).toMatch(/^"[^"]+"$/);
    expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
  });

  test("may say that it is done already [TASK-006]", async () => {
    const task = await create({ title: "Done", completed: true });
    expect(task).toMatchObject({ completed: true, completed_at: task.created_at });
  });

  test("gives ids that sort by creation [TASK-005]", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.push((await create({ title: `${i}` })).id);
    expect([...ids].sort()).toEqual(ids);
  });

  test.each([
    ["200 emoji", "🎉".repeat(200), "🎉".repeat(200)],
    ["a decomposed letter", "Cafe\u0301", "Café"],
    ["vertical tab and form feed around it", "\u000b\f x \u0085\u3000", "x"],
    ["right-to-left text", "‏اشترِ الحليب", "‏اشترِ الحليب"],
    ["markup", "<script>alert(1)</script>&amp;", "<script>alert(1)</script>&amp;"],
    ["quotes and SQL", `'; drop table tasks; --"\\`, `'; drop table tasks; --"\\`],
  ])("keeps %s in a title [TASK-001, TASK-004]", async (_, title, stored) => {
    const task = await create({ title });
    expect(task.title).toBe(stored);
    expect((await read(task)).title).toBe(stored);
  });

  test.each([
    ["  leading and trailing  ", "  leading and trailing  "],
    ["tab\tand\nline", "tab\tand\nline"],
    ["Cafe\u0301", "Cafe\u0301"],
    [" \n\t ", null],
    ["", null],
    [null, null],
    ["🎉".repeat(2000), "🎉".repeat(2000)],
  ])("keeps the description %j as %j [TASK-002, TASK-004]", async (description, stored) => {
    expect((await create({ title: "x", description })).description).toBe(stored);
  });

  test.each([
    [{}, "title", "required"],
    [{ title: null }, "title", "invalid_type"],
    [{ title: 5 }, "title", "invalid_type"],
    [{ title: "" }, "title", "empty"],
    [{ title: " \t\n" }, "title", "empty"],
    [{ title: "🎉".repeat(201) }, "title", "too_long"],
    [{ title: "a\u0000b" }, "title", "invalid_characters"],
    [{ title: "a\nb" }, "title", "invalid_characters"],
    [{ title: "a\u000bb" }, "title", "invalid_characters"],
    [{ title: "\ud800" }, "title", "invalid_characters"],
    [{ title: "x", description: "\u0000" }, "description", "invalid_characters"],
    [{ title: "x", description: "a\u001b" }, "description", "invalid_characters"],
    [{ title: "x", description: "\udfff" }, "description", "invalid_characters"],
    [{ title: "x", description: "a".repeat(2001) }, "description", "too_long"],
    [{ title: "x", description: 1 }, "description", "invalid_type"],
    [{ title: "x", completed: null }, "completed", "invalid_type"],
    [{ title: "x", completed: "true" }, "completed", "invalid_type"],
    [{ title: "x", done: true }, "done", "unknown_field"],
    [{ title: "x", id: randomUUID() }, "id", "unknown_field"],
    [{ title: "x", user_id: "me" }, "user_id", "unknown_field"],
    [{ title: "x", version: 1 }, "version", "unknown_field"],
    [{ title: "x", constructor: 1 }, "constructor", "unknown_field"],
  ])(
    "refuses %j and names %s as %s [TASK-001, TASK-003, API-017, API-028] [API-014, API-017]",
    async (body, field, code) => {
      const problem = await refusal({ body });
      expect(problem).toMatchObject({ status: 400, code: "validation_failed" });
      expect(problem.errors).toMatchObject([{ field, code }]);
    },
  );

  test("names all the fields that are wrong at once [API-028]", async () => {
    const { errors } = await refusal({ body: '{"title":"","completed":1,"__proto__":{},"extra":2}' });
    expect(errors!.map((error) => error.field).sort()).toEqual(["__proto__", "completed", "extra", "title"]);
  });

  test("takes the last of two equal keys [API-020]", async () => {
    const answer = await ada.api("/tasks", { body: '{"title":"first","title":"last"}' });
    expect(await answer.json()).toMatchObject({ title: "last" });
  });

  test.each([
    ["half an object", "{"],
    ["nothing", ""],
    ["a word", "hello"],
  ])("refuses %s as malformed JSON [API-020]", async (_, body) => {
    expect(await refusal({ method: "POST", body })).toMatchObject({ status: 400, code: "malformed_json" });
  });

  test("refuses bytes that are not UTF-8 as malformed JSON [API-020]", async () => {
    const answer = await fetch(`${url}/api/${ada.id}/tasks`, {
      method: "POST",
      headers: { Authorization: `Bearer ${ada.token}`, "Content-Type": "application/json" },
      body: Buffer.from('{"title":"\xff"}', "latin1"),
    });
    expect(await answer.json()).toMatchObject({ code: "malformed_json" });
  });

  test.each([["[]"], ["null"], ["5"], ['"text"']])("refuses %s, which is not an object [API-020]", async (body) => {
    expect(await refusal({ method: "POST", body })).toMatchObject({ status: 400, code: "validation_failed" });
  });
});

describe("reading a task", () => {
  test("answers with its tag, and 304 while the reader has it already [API-024, API-025]", async () => {
    const task = await create({ title: "Read me" });
    const answer = await ada.api(`/tasks/${task.id}`);
    const tag = answer.headers.get("ETag")!;
    expect(await answer.json()).toEqual(task);
    expect(answer.headers.get("Cache-Control")).toBe("private, no-cache");

    for (const known of [tag, `W/${tag}`, "*", `"other", ${tag}`]) {
      const again = await ada.api(`/tasks/${task.id}`, { headers: { "If-None-Match": known } });
      expect([again.status, await again.text(), again.headers.get("ETag")]).toEqual([304, "", tag]);
    }
    for (const unknown of ['"other"', "not a tag", ""]) {
      const again = await ada.api(`/tasks/${task.id}`, { headers: { "If-None-Match": unknown } });
      expect(again.status).toBe(200);
    }
  });

  test("works with an id in upper case [API-008]", async () => {
    const task = await create({ title: "Shout" });
    const answer = await ada.api(`/tasks/${task.id.toUpperCase()}`);
    expect(await answer.json()).toEqual(task);
  });

  test.each([["nonsense"], ["{uuid}"], ["urn:uuid:uuid"], ["nohyphens"], ["missing"]])(
    "answers the same 404 for an id that is %s [API-007, API-008, TASK-012]",
    async (kind) => {
      const { id } = await create({ title: "x" });
      const ids: Record<string, string> = {
        nonsense: "nonsense",
        "{uuid}": encodeURIComponent(`{${id}}`),
        "urn:uuid:uuid": `urn:uuid:${id}`,
        nohyphens: id.replaceAll("-", ""),
        missing: randomUUID(),
      };
      const answer = await ada.api(`/tasks/${ids[kind]}`);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ type: "/problems/not-found", code: "not_found", status: 404 });
    },
  );
});

describe("replacing a task", () => {
  test("sets everything, and what is not said is emptied [API-012]", async () => {
    const task = await create({ title: "Old", description: "text" });
    const replaced = await send(task, { method: "PUT", body: { title: "New", completed: true } });
    expect(replaced).toMatchObject({ title: "New", description: null, completed: true, version: 2 });
  });

  test("without the state is a 400, never a silent reset [API-012]", async () => {
    const task = await create({ title: "Old", completed: true });
    expect(await refusal({ method: "PUT", body: { title: "New" } }, `/tasks/${task.id}`)).toMatchObject({
      status: 400,
      errors: [{ field: "completed", code: "required" }],
    });
    expect(await read(task)).toEqual(task);
  });

  test("takes back what was read, edited [API-016]", async () => {
    const task = await create({ title: "Old", description: "text" });
    const replaced = await send(task, { method: "PUT", body: { ...task, title: "New" } });
    expect(replaced).toEqual({ ...task, title: "New", version: 2, updated_at: replaced.updated_at });
  });
});

describe("changing a task", () => {
  test("touches only what is said [API-013, TASK-008]", async () => {
    const task = await create({ title: "Old", description: "text" });
    const changed = await change(task, { title: "New" });
    expect(changed).toEqual({ ...task, title: "New", version: 2, updated_at: changed.updated_at });
    expect(await change(task, { description: null })).toMatchObject({ title: "New", description: null, version: 3 });
  });

  test.each([[{}], [{ title: " Same " }], [{ completed: false }], [{ id: "x", version: 99, created_at: null }]])(
    "with %j changes nothing, version and time included [API-013, API-016, TASK-009]",
    async (body) => {
      const task = await create({ title: "Same", description: "line\n" });
      expect(await change(task, body)).toEqual(task);
    },
  );

  test("that is equal after folding newlines and NFC changes nothing [TASK-009]", async () => {
    const task = await create({ title: "Café", description: "a\nb" });
    expect(await change(task, { title: "Cafe\u0301", description: "a\r\nb" })).toEqual(task);
  });

  test("keeps the time of completion when the title changes, and forgets it on reopening [TASK-008, TASK-007]", async () => {
    const done = await change(await create({ title: "x" }), { completed: true });
    expect(done.completed_at).toBe(done.updated_at);
    expect((await change(done, { title: "y" })).completed_at).toBe(done.completed_at);
    expect((await change(done, { completed: false })).completed_at).toBeNull();
  });

  test("may come as a merge patch by its own name, and only here [API-013, API-018]", async () => {
    const task = await create({ title: "x" });
    const headers = { "Content-Type": "application/merge-patch+json" };
    expect(await send(task, { method: "PATCH", body: { title: "y" }, headers })).toMatchObject({ title: "y" });
    for (const [method, path] of [
      ["PUT", ""],
      ["PATCH", "/complete"],
    ] as const)
      expect(await refusal({ method, body: { completed: true }, headers }, `/tasks/${task.id}${path}`)).toMatchObject({
        status: 415,
        code: "unsupported_media_type",
      });
  });

  test.each([
    [{ title: null }, "title"],
    [{ completed: null }, "completed"],
    [{ colour: "red" }, "colour"],
  ])("with %j is a 400 that names %s [API-017, API-020]", async (body, field) => {
    const task = await create({ title: "x" });
    const problem = await refusal({ method: "PATCH", body }, `/tasks/${task.id}`);
    expect(problem).toMatchObject({ status: 400, errors: [{ field }] });
  });
});

describe("completing a task", () => {
  test("takes no body, whatever its type says, and may be repeated [API-014, API-018, TASK-007]", async () => {
    const task = await create({ title: "x" });
    const done = await send(task, { method: "PATCH" }, "/complete");
    expect(done).toMatchObject({ completed: true, version: 2, completed_at: done.updated_at });
    for (const again of [
      {},
      { headers: { "Content-Type": "application/json" } },
      { headers: { "Content-Type": "text/plain" } },
      { body: {} },
    ])
      expect(await send(task, { method: "PATCH", ...again }, "/complete")).toEqual(done);
  });

  test("reopens when it is told so [API-014, TASK-007]", async () => {
    const task = await create({ title: "x", completed: true });
    expect(await send(task, { method: "PATCH", body: { completed: false } }, "/complete")).toMatchObject({
      completed: false,
      completed_at: null,
    });
  });

  test.each([[{ completed: "yes" }], [{ completed: null }], [{ completed: true, title: "x" }], [{ id: "x" }]])(
    "refuses %j",
    async (body) => {
      const task = await create({ title: "x" });
      const problem = await refusal({ method: "PATCH", body }, `/tasks/${task.id}/complete`);
      expect(problem).toMatchObject({ status: 400, code: "validation_failed" });
    },
  );
});

describe("deleting a task", () => {
  test("answers 204 once, and 404 from then on; a body does not matter [API-015, TASK-010]", async () => {
    const task = await create({ title: "x" });
    const first = await ada.api(`/tasks/${task.id}`, { method: "DELETE", body: "{not json" });
    expect([first.status, await first.text()]).toEqual([204, ""]);
    expect((await ada.api(`/tasks/${task.id}`, { method: "DELETE" })).status).toBe(404);
    expect((await ada.api(`/tasks/${task.id}`)).status).toBe(404);
  });
});

describe("If-Match", () => {
  const writes = [
    ["PUT", "", { title: "y", completed: true }],
    ["PATCH", "", { title: "y" }],
    ["PATCH", "/complete", undefined],
    ["DELETE", "", undefined],
  ] as const;

  test.each(writes)(
    "lets %s%s through with the current tag, one of several, or * [API-026]",
    async (method, path, body) => {
      for (const match of [(tag: string) => tag, (tag: string) => `"other", ${tag}`, () => "*"]) {
        const task = await create({ title: "x" });
        const tag = (await ada.api(`/tasks/${task.id}`)).headers.get("ETag")!;
        const answer = await ada.api(`/tasks/${task.id}${path}`, { method, body, headers: { "If-Match": match(tag) } });
        expect(answer.ok).toBe(true);
      }
    },
  );

  test.each(writes)(
    "stops %s%s with 412 when the task has moved on, and changes nothing [API-026, TASK-011]",
    async (method, path, body) => {
      const task = await create({ title: "x" });
      const tag = (await ada.api(`/tasks/${task.id}`)).headers.get("ETag")!;
      const current = await change(task, { title: "moved on" });
      for (const stale of [tag, '"other"', `W/${(await ada.api(`/tasks/${task.id}`)).headers.get("ETag")}`]) {
        const problem = await refusal({ method, body, headers: { "If-Match": stale } }, `/tasks/${task.id}${path}`);
        expect(problem).toMatchObject({ status: 412, code: "precondition_failed" });
      }
      expect(await read(task)).toEqual(current);
    },
  );

  test("counts for changes that change nothing, too [API-026]", async () => {
    const task = await create({ title: "x" });
    const headers = { "If-Match": '"other"' };
    expect((await ada.api(`/tasks/${task.id}`, { method: "PATCH", body: {}, headers })).status).toBe(412);
  });

  test.each([[""], ["v1"], ['"open'], ['"a" "b"'], ["W/"], [","]])(
    "that cannot be read (%j) is a 400 [API-026]",
    async (header) => {
      const task = await create({ title: "x" });
      const problem = await refusal(
        { method: "PATCH", body: {}, headers: { "If-Match": header } },
        `/tasks/${task.id}`,
      );
      expect(problem).toMatchObject({ status: 400, errors: [{ field: "If-Match" }] });
    },
  );

  test("of fifty changes at once with one tag lets exactly one through [TASK-011, API-026]", async () => {
    const task = await create({ title: "x" });
    const tag = (await ada.api(`/tasks/${task.id}`)).headers.get("ETag")!;
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        ada.api(`/tasks/${task.id}`, { method: "PATCH", body: { title: `t${i}` }, headers: { "If-Match": tag } }),
      ),
    );
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 412)).toHaveLength(49);
    expect((await read(task)).version).toBe(2);
  });
});
