import { beforeAll, describe, expect, inject, test } from "vitest";

import { type Person, person } from "../support/person";

const url = inject("url");

interface Page {
  items: { id: string; title: string; completed: boolean; updated_at: string }[];
  count: number;
}

async function list(who: Person, query = ""): Promise<Page> {
  const answer = await who.api(`/tasks${query}`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Page;
}

const titles = ({ items }: Page) => items.map((task) => task.title);

describe("a list", () => {
  let ada: Person;
  beforeAll(async () => {
    ada = await person(url);
    for (const title of ["banana", "Apple", "cherry"]) await ada.api("/tasks", { body: { title } });
    const { items } = await list(ada, "?sort=title&limit=1");
    await ada.api(`/tasks/${items[0]!.id}/complete`, { method: "PATCH" });
  });

  test("of nothing is an empty list, not null [API-021]", async () => {
    const newcomer = await person(url);
    expect(await list(newcomer)).toEqual({ items: [], count: 0, next_cursor: null });
  });

  test("shows the newest first [TASK-014, API-022]", async () => {
    expect(titles(await list(ada))).toEqual(["cherry", "Apple", "banana"]);
    expect(titles(await list(ada, "?order=asc"))).toEqual(["banana", "Apple", "cherry"]);
  });

  test("narrows to pending or done, and counts what matches [TASK-013, API-021]", async () => {
    expect(await list(ada, "?status=done")).toMatchObject({ items: [{ title: "Apple" }], count: 1 });
    expect(titles(await list(ada, "?status=pending"))).toEqual(["cherry", "banana"]);
    expect((await list(ada, "?status=all")).count).toBe(3);
  });

  test("sorts by title as people do, and by the last change [TASK-014]", async () => {
    expect(titles(await list(ada, "?sort=title"))).toEqual(["Apple", "banana", "cherry"]);
    expect(titles(await list(ada, "?sort=title&order=desc"))).toEqual(["cherry", "banana", "Apple"]);
    expect(titles(await list(ada, "?sort=updated_at"))[0]).toBe("Apple");
  });

  test("is read in pages that neither repeat nor skip a task [TASK-015, API-022]", async () => {
    const many = await person(url);
    await Promise.all(Array.from({ length: 25 }, (_, i) => many.api("/tasks", { body: { title: `t${i}` } })));
    const pages = await Promise.all([0, 10, 20, 30].map((offset) => list(many, `?limit=10&offset=${offset}`)));
    const ids = pages.flatMap((page) => page.items.map((task) => task.id));
    expect(ids).toHaveLength(25);
    expect(new Set(ids).size).toBe(25);
    expect(pages.map((page) => page.count)).toEqual([25, 25, 25, 25]);
    expect(pages[3]!.items).toEqual([]);
    expect((await list(many, "?limit=200&offset=10000")).items).toEqual([]);
  });

  test.each([
    ["limit=0", "limit"],
    ["limit=201", "limit"],
    ["limit=abc", "limit"],
    ["limit=1e3", "limit"],
    ["limit=", "limit"],
    ["limit=-1", "limit"],
    ["limit=+5", "limit"],
    ["limit=5.0", "limit"],
    ["limit=%2050", "limit"],
    ["limit=10&limit=20", "limit"],
    ["offset=-1", "offset"],
    ["offset=10001", "offset"],
    ["offset=99999999999999999999", "offset"],
    ["status=open", "status"],
    ["status=", "status"],
    ["sort=id", "sort"],
    ["sort=created_at;drop", "sort"],
    ["order=up", "order"],
    ["page=2", "page"],
    ["Limit=5", "Limit"],
  ])("with ?%s is a 400 that names %s [API-023]", async (query, name) => {
    const answer = await ada.api(`/tasks?${query}`);
    expect(answer.status).toBe(400);
    const problem = (await answer.json()) as { code: string; errors: { field: string }[] };
    expect(problem.code).toBe("validation_failed");
    expect(problem.errors.map((error) => error.field)).toEqual([name]);
  });

  test("names every parameter that is wrong at once [API-023]", async () => {
    const answer = await ada.api("/tasks?limit=0&limit=1&offset=x&foo=1");
    const { errors } = (await answer.json()) as { errors: { field: string }[] };
    expect(errors.map((error) => error.field).sort()).toEqual(["foo", "limit", "offset"]);
  });

  test("is never kept by a cache and ignores a slash at its end [API-004, API-029]", async () => {
    const answer = await ada.api("/tasks/");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
    expect(answer.headers.get("Content-Type")).toBe("application/json");
  });
});
