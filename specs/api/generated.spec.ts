import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";

import type { Task } from "../../app/tasks/task";
import { operations } from "../support/contract";
import {
  add,
  decoded,
  description,
  folded,
  headers,
  id,
  isDescription,
  isTitle,
  numRuns,
  options,
  query,
  rawBody,
  safe,
  timeout,
  title,
  trimmed,
} from "../support/generated";
import { call, person, submit } from "../support/person";

const url = inject("url");

test(
  "whatever is sent, the answer is one of the contract's, and never a 5xx [API-047, API-041, TASK-003]",
  async () => {
    const who = await person(url);
    const own = ((await (await who.api("/tasks", { body: { title: "Own" } })).json()) as { id: string }).id;
    const onTasks = operations.filter(({ security }) => security.some((one) => "accessToken" in one));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...onTasks),
        id,
        query,
        headers,
        rawBody,
        async (operation, taskId, params, more, raw) => {
          const path = operation.path
            .replace("{user_id}", who.id)
            .replace("{id}", () => encodeURIComponent(safe(taskId === "own" ? own : taskId)));
          const search = new URLSearchParams(Object.entries(params).map(([name, value]) => [name, safe(value)]));
          const hasBody = operation.method !== "GET";
          const answer = await call(`${url}${path}?${search}`, who.token, {
            method: operation.method,
            headers: { "Content-Type": "application/json", ...more },
            ...(hasBody && { body: raw }),
          });
          expect(answer.status).toBeLessThan(500);
        },
      ),
      { ...options, numRuns: numRuns * 4 },
    );
  },
  timeout,
);

describe("texts [API-048, TASK-004]", () => {
  test(
    "any valid one comes back byte for byte, through JSON, a form and the page",
    async () => {
      const who = await person(url);
      await fc.assert(
        fc.asyncProperty(title.filter(isTitle), description.filter(isDescription), async (name, words) => {
          const made = await who.api("/tasks", { body: { title: name, description: words } });
          expect(made.status).toBe(201);
          const task = (await made.json()) as { id: string; title: string; description: string | null };
          expect(task.title).toBe(trimmed(name));
          expect(task.description).toBe(folded(words));
          const page = await (await fetch(`${url}/tasks/${task.id}`, { headers: { Cookie: who.cookie } })).text();
          // A text area drops the first line break of its content; React writes one more for it.
          expect(textareas(page)).toEqual([task.title, task.description ?? ""]);
          const fields = {
            title: task.title,
            description: (task.description ?? "").replaceAll("\n", "\r\n"),
            completed: "false",
            version: "1",
          };
          expect((await submit(`${url}/tasks/${task.id}`, fields, who.cookie)).status).toBe(303);
          expect(await (await who.api(`/tasks/${task.id}`)).json()).toMatchObject({
            title: task.title,
            description: task.description,
            version: 1,
          });
        }),
        options,
      );
    },
    timeout,
  );

  test(
    "a merge patch changes exactly the keys that it names [API-013]",
    async () => {
      const who = await person(url);
      const valid = fc.record(
        { title: title.filter(isTitle), description: description.filter(isDescription), completed: fc.boolean() },
        { requiredKeys: [] },
      );
      await fc.assert(
        fc.asyncProperty(valid, async (patch) => {
          const before = (await (
            await who.api("/tasks", { body: { title: "Before", description: "As it was" } })
          ).json()) as Task;
          const answer = await who.api(`/tasks/${before.id}`, { method: "PATCH", body: patch });
          const after = (await answer.json()) as Task;
          expect(after.title).toBe("title" in patch ? trimmed(patch.title!) : before.title);
          expect(after.description).toBe("description" in patch ? folded(patch.description!) : before.description);
          expect(after.completed).toBe(patch.completed ?? before.completed);
          expect([after.id, after.user_id, after.created_at]).toEqual([before.id, before.user_id, before.created_at]);
        }),
        options,
      );
    },
    timeout,
  );
});

test(
  "walks by cursor while others come and go show each task that stays exactly once [API-031]",
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("created_at", "updated_at", "title"),
        fc.constantFrom("asc", "desc"),
        fc.integer({ min: 1, max: 7 }),
        fc.infiniteStream(fc.record({ act: fc.constantFrom("add", "delete", "none"), at: fc.nat() })),
        async (sort, order, limit, changes) => {
          const who = await person(url);
          const stay = await Promise.all(Array.from({ length: 12 }, (_, i) => add(who, `Stay ${i % 4}`)));
          const go = await Promise.all(Array.from({ length: 6 }, (_, i) => add(who, `Go ${i}`)));
          const seen: string[] = [];
          let next: string | null = `?${new URLSearchParams({ sort, order, limit: String(limit) })}`;
          for (const { act, at } of changes) {
            if (!next) break;
            const page = await who.api(`/tasks${next}`);
            const { items, next_cursor } = (await page.json()) as { items: Task[]; next_cursor: string | null };
            seen.push(...items.map((one) => one.id));
            next = next_cursor && `?${new URLSearchParams({ sort, order, limit: String(limit), cursor: next_cursor })}`;
            if (act === "add") await add(who, `New ${at}`);
            if (act === "delete" && go.length > 0)
              await who.api(`/tasks/${go.splice(at % go.length, 1)[0]}`, { method: "DELETE" });
          }
          expect(seen.filter((one) => stay.includes(one)).toSorted()).toEqual(stay.toSorted());
          expect(new Set(seen).size).toBe(seen.length);
        },
      ),
      { ...options, numRuns: Math.ceil(numRuns / 8) },
    );
  },
  timeout,
);

const textareas = (page: string) =>
  [...page.matchAll(/<textarea[^>]*>([\s\S]*?)<\/textarea>/g)].map(([, text]) => decoded(text!).replace(/^\n/, ""));
