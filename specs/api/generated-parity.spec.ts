import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";

import type { Task } from "../../app/tasks/task";
import { asTyped, decoded, description, numRuns, options, rowsOf, timeout, title } from "../support/generated";
import { type Person, person, submit } from "../support/person";

const url = inject("url");

describe("two doors, one answer [TASK-016]", () => {
  const fields = fc.record({ title, description: description.map((one) => one ?? ""), completed: fc.boolean() });

  test(
    "for anything that is typed, making a task gives equal rows or equal refusals",
    async () => {
      const [pen, program] = await Promise.all([person(url), person(url)]);
      await fc.assert(
        fc.asyncProperty(fields, async (input) => {
          const typed = asTyped(input);
          const form = await submit(`${url}/tasks/new`, { ...typed, completed: String(input.completed) }, pen.cookie);
          const rest = await program.api("/tasks", { body: { ...typed, completed: input.completed } });
          await compare(form, rest, [pen, program]);
        }),
        options,
      );
    },
    timeout,
  );

  test(
    "for anything that is typed, an edit gives equal rows or equal refusals",
    async () => {
      const [pen, program] = await Promise.all([person(url), person(url)]);
      const ids: string[] = [];
      for (const who of [pen, program])
        ids.push(((await (await who.api("/tasks", { body: { title: "Before" } })).json()) as Task).id);
      await fc.assert(
        fc.asyncProperty(fields, async (input) => {
          const typed = asTyped(input);
          const { version } = (await (await pen.api(`/tasks/${ids[0]}`)).json()) as Task;
          const sent = { ...typed, completed: String(input.completed), version: String(version) };
          const form = await submit(`${url}/tasks/${ids[0]}`, sent, pen.cookie);
          const rest = await program.api(`/tasks/${ids[1]}`, {
            method: "PATCH",
            body: { ...typed, completed: input.completed },
          });
          await compare(form, rest, [pen, program]);
        }),
        options,
      );
    },
    timeout,
  );

  test(
    "completing, reopening and deleting, in any order and for any id, leave equal rows",
    async () => {
      const [pen, program] = await Promise.all([person(url), person(url)]);
      const act = fc.constantFrom("make", "complete", "reopen", "delete", "complete missing", "delete malformed");
      await fc.assert(
        fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 5 }), async (acts) => {
          for (const one of acts) {
            const [a, b] = await Promise.all([rowsOf(pen), rowsOf(program)]);
            const name = one.includes(" ") ? (one.endsWith("missing") ? crypto.randomUUID() : "no-id") : undefined;
            const [first, second] = [name ?? a[0]?.id, name ?? b[0]?.id];
            if (one === "make") {
              await submit(`${url}/tasks`, { title: "Again" }, pen.cookie);
              await program.api("/tasks", { body: { title: "Again" } });
            } else if (first && second) {
              const completed = !one.startsWith("reopen");
              const answers = one.startsWith("delete")
                ? [
                    await submit(`${url}/tasks/${first}/delete`, {}, pen.cookie),
                    await program.api(`/tasks/${second}`, { method: "DELETE" }),
                  ]
                : [
                    await submit(`${url}/tasks/${first}/completion`, { completed: String(completed) }, pen.cookie),
                    await program.api(`/tasks/${second}/complete`, { method: "PATCH", body: { completed } }),
                  ];
              expect(answers.map(({ status }) => status === 404)).toEqual([Boolean(name), Boolean(name)]);
            }
            expect((await rowsOf(pen)).map(plain)).toEqual((await rowsOf(program)).map(plain));
          }
        }),
        { ...options, numRuns: Math.ceil(numRuns / 4) },
      );
    },
    timeout,
  );
});

const plain = ({ title: name, description: words, completed, completed_at, version }: Task) => ({
  name,
  words,
  completed,
  done: completed_at !== null,
  version,
});

/** Both went through and left equal rows, or both were refused for the same fields. */
async function compare(form: Response, rest: Response, people: [Person, Person]): Promise<void> {
  if (rest.ok) expect(form.status).toBe(303);
  else {
    expect([form.status, rest.status]).toEqual([422, 400]);
    const { errors } = (await rest.json()) as { errors: { field: string; message: string }[] };
    const page = decoded(await form.text());
    for (const { field, message } of errors)
      expect(page).toContain(`${field[0]!.toUpperCase()}${field.slice(1)} ${message}.`);
  }
  const [one, other] = await Promise.all(people.map(rowsOf));
  expect(one!.map(plain)).toEqual(other!.map(plain));
}
