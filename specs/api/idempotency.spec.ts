import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, inject, test } from "vitest";

import { type Person, person } from "../support/person";

const url = inject("url");
let ada: Person;
beforeAll(async () => {
  ada = await person(url);
});

const create = (body: unknown, key: string, who = ada) =>
  who.api("/tasks", { method: "POST", body, headers: { "Idempotency-Key": key } });
const count = async (who = ada) => ((await (await who.api("/tasks?limit=1")).json()) as { count: number }).count;

describe("the same Idempotency-Key", () => {
  test("with the same body gives the first answer again, and makes one task [API-035]", async () => {
    const key = randomUUID();
    const before = await count();
    const first = await create({ title: " Buy milk ", description: "" }, key);
    const again = await create({ description: null, title: "Buy milk", completed: false }, key);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect([first.headers.get("Idempotency-Replayed"), again.headers.get("Idempotency-Replayed")]).toEqual([
      null,
      "true",
    ]);
    for (const name of ["Location", "ETag", "Content-Type"])
      expect(again.headers.get(name)).toBe(first.headers.get(name));
    expect(await again.text()).toBe(await first.text());
    expect(await count()).toBe(before + 1);
  });

  test("gives it after the task was changed or deleted, too [API-035]", async () => {
    const key = randomUUID();
    const first = await (await create({ title: "x" }, key)).json();
    await ada.api(`/tasks/${(first as { id: string }).id}`, { method: "PATCH", body: { title: "y" } });
    expect(await (await create({ title: "x" }, key)).json()).toEqual(first);
    await ada.api(`/tasks/${(first as { id: string }).id}`, { method: "DELETE" });
    expect(await (await create({ title: "x" }, key)).json()).toEqual(first);
  });

  test("with another body is a 422 [API-036]", async () => {
    const key = randomUUID();
    await create({ title: "x" }, key);
    const other = await create({ title: "z" }, key);
    expect([other.status, ((await other.json()) as { code: string }).code]).toEqual([422, "idempotency_mismatch"]);
  });

  test("twenty times at once makes one task and gives twenty equal answers [API-035]", async () => {
    const key = randomUUID();
    const before = await count();
    const answers = await Promise.all(Array.from({ length: 20 }, () => create({ title: "at once" }, key)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
    expect(answers.filter((answer) => answer.headers.get("Idempotency-Replayed") === null)).toHaveLength(1);
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
    expect(await count()).toBe(before + 1);
  });

  test("of two people is two keys [API-035]", async () => {
    const key = randomUUID();
    const eve = await person(url, "Eve");
    await create({ title: "Ada's" }, key);
    const hers = await create({ title: "Eve's" }, key, eve);
    expect([hers.status, hers.headers.get("Idempotency-Replayed"), await count(eve)]).toEqual([201, null, 1]);
  });

  test("is not used up by a request that failed validation [API-036]", async () => {
    const key = randomUUID();
    expect((await create({ title: "" }, key)).status).toBe(400);
    expect((await create({ title: "x" }, key)).status).toBe(201);
  });
});

test.each([["with a space"], [""], ["x".repeat(256)], ["ümlaut"]])(
  "the key %j is a 400 that names the header [API-036]",
  async (key) => {
    const answer = await create({ title: "x" }, key);
    const { errors } = (await answer.json()) as { errors: { field: string }[] };
    expect([answer.status, errors[0]!.field]).toEqual([400, "Idempotency-Key"]);
  },
);
