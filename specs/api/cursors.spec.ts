import { beforeAll, describe, expect, inject, test } from "vitest";

import type { Task } from "../../app/tasks/task";
import { type Person, person } from "../support/person";

const url = inject("url");

interface Page {
  items: Task[];
  count: number;
  next_cursor: string | null;
}

let ada: Person;
beforeAll(async () => {
  ada = await person(url);
  const titles = Array.from({ length: 23 }, (_, i) => `Task ${String(i % 7)}`); // equal titles: ties go by id
  for (const [i, title] of titles.entries()) await ada.api("/tasks", { body: { title, completed: i % 3 === 0 } });
});

async function page(query: string): Promise<Page> {
  const answer = await ada.api(`/tasks?${query}`);
  expect([query, answer.status]).toEqual([query, 200]);
  return (await answer.json()) as Page;
}

async function walk(
  query: string,
  limit: number,
  between: (seen: Task[]) => Promise<void> = async () => {},
): Promise<Task[]> {
  const seen: Task[] = [];
  let cursor: string | null = null;
  do {
    const after: string = cursor === null ? "" : `&cursor=${cursor}`;
    const { items, next_cursor }: Page = await page(`${query}&limit=${limit}${after}`);
    seen.push(...items);
    cursor = next_cursor;
    await between(seen);
  } while (cursor !== null);
  return seen;
}

describe("walking by cursor", () => {
  const ORDERS = ["created_at", "updated_at", "title"].flatMap((sort) => ["asc", "desc"].map((order) => [sort, order]));

  test.each(ORDERS)("by %s %s shows each task once, in the order of the whole list [API-031]", async (sort, order) => {
    for (const status of ["all", "pending", "done"]) {
      const query = `sort=${sort}&order=${order}&status=${status}`;
      const whole = (await page(`${query}&limit=200`)).items.map((task) => task.id);
      for (const limit of [1, 5, 23]) expect((await walk(query, limit)).map((task) => task.id)).toEqual(whole);
    }
  });

  test("shows each surviving task exactly once while others come and go [API-031]", async () => {
    const who = await person(url);
    const make = async (title: string) => ((await (await who.api("/tasks", { body: { title } })).json()) as Task).id;
    const there = await Promise.all(Array.from({ length: 30 }, (_, i) => make(`there ${i}`)));
    const gone = new Set<string>();
    const seen: string[] = [];
    let next: string | null = "";
    while (next !== null) {
      const after: string = next && `&cursor=${next}`;
      const answer: Page = (await (await who.api(`/tasks?limit=4${after}`)).json()) as Page;
      seen.push(...answer.items.map((task) => task.id));
      next = answer.next_cursor;
      await make("came later");
      const victim = there.find((id) => !gone.has(id) && !seen.includes(id));
      if (victim && gone.size < 5) {
        gone.add(victim);
        await who.api(`/tasks/${victim}`, { method: "DELETE" });
      }
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => there.includes(id)).sort()).toEqual(there.filter((id) => !gone.has(id)).sort());
  });

  test("may change its limit on the way, and starts from an offset too [API-031]", async () => {
    const whole = (await page("limit=200")).items.map((task) => task.id);
    const first = await page("limit=3&offset=2");
    const second = await page(`limit=7&cursor=${first.next_cursor}`);
    expect([...first.items, ...second.items].map((task) => task.id)).toEqual(whole.slice(2, 12));
  });
});

test("the last page has no next one, and the others name it in Link as well [API-030]", async () => {
  const first = await ada.api("/tasks?limit=10&status=pending&offset=1");
  const { next_cursor } = (await first.json()) as Page;
  const link = /^<([^>]+)>; rel="next"$/.exec(first.headers.get("Link")!)![1]!;
  expect(new URL(link, url).searchParams.get("cursor")).toBe(next_cursor);
  const followed = await fetch(new URL(link, url), { headers: { Authorization: `Bearer ${ada.token}` } });
  const last = (await followed.json()) as Page;
  expect(last.items).toHaveLength(4);
  expect([last.next_cursor, followed.headers.get("Link")]).toEqual([null, null]);
  expect((await page("limit=23")).next_cursor).toBeNull();
  expect((await page("limit=22")).next_cursor).not.toBeNull();
});

describe("a cursor is refused [API-032]", () => {
  test("with other filters, another order, another user, an offset, or edited", async () => {
    const { next_cursor: cursor } = await page("limit=5&status=pending&sort=title");
    const eve = await person(url, "Eve");
    const own = `cursor=${cursor}&status=pending&sort=title`;
    expect((await ada.api(`/tasks?${own}`)).status).toBe(200);
    expect((await eve.api(`/tasks?${own}`)).status).toBe(400);
    const [body, signature] = cursor!.split(".");
    for (const query of [
      `cursor=${cursor}&sort=title`,
      `cursor=${cursor}&status=pending`,
      `${own}&order=desc`,
      `${own}&q=task`,
      `${own}&offset=0`,
      ...[
        "",
        "x",
        ".",
        "..",
        `${cursor}x`,
        `x${cursor}`,
        `${body}.`,
        `.${signature}`,
        `${body}.${signature}.x`,
        `${body!.slice(1)}.${signature}`,
      ].map((other) => `cursor=${other}&status=pending&sort=title`),
    ]) {
      const answer = await ada.api(`/tasks?${query}`);
      const { errors } = (await answer.json()) as { errors: { field: string }[] };
      expect([query, answer.status, errors[0]!.field]).toEqual([query, 400, "cursor"]);
    }
  });
});

describe("searching", () => {
  let bob: Person;
  const found = async (q: string, more = "") => {
    const answer = await bob.api(`/tasks?q=${encodeURIComponent(q)}${more}`);
    expect([q, answer.status]).toEqual([q, 200]);
    const { items, count } = (await answer.json()) as Page;
    expect(count).toBe(items.length);
    return items.map((task) => task.title).sort();
  };
  beforeAll(async () => {
    bob = await person(url, "Bob");
    for (const body of [
      { title: "Crème brûlée for Zoë", description: "Vanilla, cream" },
      { title: "Buy cream", completed: true },
      { title: "Straße fegen" },
      { title: "Позвонить маме" },
      { title: "e-mail ada@example.com" },
      { title: "C++ & 'quotes' | !(x)" },
    ])
      await bob.api("/tasks", { body });
  });

  test.each([
    ["cream", ["Buy cream", "Crème brûlée for Zoë"]],
    ["CREAM", ["Buy cream", "Crème brûlée for Zoë"]],
    ["cre", ["Buy cream", "Crème brûlée for Zoë"]],
    ["creme brulee", ["Crème brûlée for Zoë"]],
    ["zoe vanilla", ["Crème brûlée for Zoë"]],
    ["vanilla buy", []],
    ["reme", []],
    ["позв", ["Позвонить маме"]],
    ["example", ["e-mail ada@example.com"]],
    ["'quotes' & !x |", ["C++ & 'quotes' | !(x)"]],
    ["it's \\ : * ", []],
  ])("for %j finds %j: each word, as the beginning of one, without accents and case [API-033]", async (q, titles) => {
    expect(await found(q)).toEqual(titles);
  });

  test("keeps to the filters, and follows edits [API-033]", async () => {
    expect(await found("cream", "&status=done")).toEqual(["Buy cream"]);
    const { items } = (await (await bob.api("/tasks?q=fegen")).json()) as Page;
    await bob.api(`/tasks/${items[0]!.id}`, { method: "PATCH", body: { title: "Hof kehren" } });
    expect([await found("fegen"), await found("kehr")]).toEqual([[], ["Hof kehren"]]);
  });

  test.each([["%20"], ["!!"], ["x".repeat(201)], [""]])(
    "for %j, which is no word or too much, is a 400 [API-033, API-023]",
    async (q) => {
      const answer = await bob.api(`/tasks?q=${q}`);
      expect([answer.status, ((await answer.json()) as { errors: { field: string }[] }).errors[0]!.field]).toEqual([
        400,
        "q",
      ]);
    },
  );
});

test("the count follows every change, whoever makes it and however many at once [API-034]", async () => {
  const who = await person(url);
  const counts = async () =>
    Promise.all(
      ["all", "pending", "done"].map(
        async (status) => ((await (await who.api(`/tasks?status=${status}&limit=1`)).json()) as Page).count,
      ),
    );
  const made = await Promise.all(
    Array.from(
      { length: 12 },
      async (_, i) => (await (await who.api("/tasks", { body: { title: `${i}`, completed: i < 4 } })).json()) as Task,
    ),
  );
  expect(await counts()).toEqual([12, 8, 4]);
  await Promise.all(made.slice(0, 6).map((task) => who.api(`/tasks/${task.id}/complete`, { method: "PATCH" })));
  expect(await counts()).toEqual([12, 6, 6]);
  await Promise.all(made.slice(4, 8).map((task) => who.api(`/tasks/${task.id}`, { method: "DELETE" })));
  await who.api(`/tasks/${made[0]!.id}`, { method: "PATCH", body: { completed: false, title: "again" } });
  expect(await counts()).toEqual([8, 5, 3]);
});
