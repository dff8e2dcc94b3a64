import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";

import { operations } from "../support/contract";
import { call, type Person, person, submit } from "../support/person";

const url = inject("url");
/** A failing run is run again with FUZZ_SEED; the nightly one sets FUZZ_RUNS=2000, which is some 10,000 requests. */
const numRuns = Number(process.env.FUZZ_RUNS ?? 40);
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
const options = { numRuns, seed, endOnFailure: true, interruptAfterTimeLimit: 15 * 60_000 };
const timeout = 16 * 60_000;
console.log(`fast-check: seed ${seed}, ${numRuns} runs of each`);

const unit = fc.constantFrom<"grapheme" | "binary" | "grapheme-composite">("grapheme", "grapheme-composite", "binary");
const anyText = unit.chain((one) => fc.string({ unit: one, maxLength: 60 }));
const odd = fc.constantFrom(
  "\u0000",
  "\ud800",
  "a\u000bb",
  "x".repeat(201),
  "🌱".repeat(200),
  " ",
  "\u00a0\u2003",
  "e\u0301",
  "\r\n",
  "<b>",
  "",
);
const title = fc.oneof({ weight: 3, arbitrary: anyText }, odd);
const description = fc.oneof(anyText, odd, fc.constant(null), fc.string({ minLength: 1990, maxLength: 2010 }));
const junk = fc.oneof(title, fc.jsonValue({ maxDepth: 3 }), fc.constant(undefined));
const body = fc.oneof(
  fc.record({ title, description, completed: fc.boolean() }, { requiredKeys: [] }),
  fc.record({ title: junk, description: junk, completed: junk, id: junk, version: junk }, { requiredKeys: [] }),
  fc.dictionary(fc.string({ maxLength: 10 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 }),
  fc.jsonValue(),
);
const rawBody = fc.oneof(
  { weight: 4, arbitrary: body.map((value) => JSON.stringify(value) ?? "") },
  { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "",
      "{",
      "[".repeat(5000),
      '{"title":1e999}',
      '{"title":"\\ud800"}',
      `"${"x".repeat(70_000)}"`,
    ),
  },
);
const ascii = fc.stringMatching(/^[\x21-\x7e]{0,40}$/);
const headers = fc.record(
  {
    "Content-Type": fc.constantFrom(
      "application/json",
      "application/merge-patch+json",
      "text/plain",
      "application/json; charset=utf-8",
      "",
    ),
    "If-Match": fc.oneof(fc.constantFrom('"v1"', "*", 'W/"v1"', '"v1", "v2"', ""), ascii),
    "If-None-Match": fc.oneof(fc.constantFrom('"v1"', "*"), ascii),
    "Idempotency-Key": ascii,
    Origin: fc.constantFrom("https://elsewhere.example", "null"),
  },
  { requiredKeys: [] },
);
const query = fc.dictionary(
  fc.constantFrom("status", "sort", "order", "limit", "offset", "cursor", "q", "other", "__proto__", "q[]"),
  fc.oneof(
    anyText,
    fc.constantFrom("all", "done", "title", "desc", "1", "200", "0", "1e3", "-1", "10001", "'", "%", "a:b & c | !d"),
  ),
  { maxKeys: 4 },
);
const id = fc.oneof(fc.uuid(), fc.constant("own"), anyText, fc.constantFrom("..", "%00", "0199", "complete"));

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
          ).json()) as Row;
          const answer = await who.api(`/tasks/${before.id}`, { method: "PATCH", body: patch });
          const after = (await answer.json()) as Row;
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
        ids.push(((await (await who.api("/tasks", { body: { title: "Before" } })).json()) as Row).id);
      await fc.assert(
        fc.asyncProperty(fields, async (input) => {
          const typed = asTyped(input);
          const { version } = (await (await pen.api(`/tasks/${ids[0]}`)).json()) as Row;
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
            const { items, next_cursor } = (await page.json()) as { items: Row[]; next_cursor: string | null };
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

interface Row {
  id: string;
  user_id: string;
  title: string;
  description: string | null;
  completed: boolean;
  completed_at: string | null;
  version: number;
  created_at: string;
  updated_at: string;
}

const add = async (who: Person, name: string) =>
  ((await (await who.api("/tasks", { body: { title: name } })).json()) as Row).id;
const rowsOf = async (who: Person) => ((await (await who.api("/tasks?limit=200")).json()) as { items: Row[] }).items;
const plain = ({ title: name, description: words, completed, completed_at, version }: Row) => ({
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

/** What a form can send: text that UTF-8 knows. JSON can say more. */
const safe = (text: string) => text.toWellFormed();
const asTyped = (input: { title: string; description: string }) => ({
  title: safe(input.title),
  description: safe(input.description),
});

const trimmed = (text: string) => text.normalize("NFC").replace(/^[\p{White_Space}]+|[\p{White_Space}]+$/gu, "");
const folded = (text: string | null) => {
  const lines = text?.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
  return lines && /[^\p{White_Space}]/u.test(lines) ? lines : null;
};
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what the rule is about.
const isTitle = (text: string) =>
  text.isWellFormed() && inLength(trimmed(text), 1, 200) && !/[\u0000-\u001f]/.test(trimmed(text));
const isDescription = (text: string | null) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what the rule is about.
  text === null ||
  (text.isWellFormed() &&
    inLength(folded(text) ?? "", 0, 2000) &&
    !/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(folded(text) ?? ""));
const inLength = (text: string, min: number, max: number) => [...text].length >= min && [...text].length <= max;

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };
const decoded = (html: string) => html.replace(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => ENTITIES[name]!);
const textareas = (page: string) =>
  [...page.matchAll(/<textarea[^>]*>([\s\S]*?)<\/textarea>/g)].map(([, text]) => decoded(text!).replace(/^\n/, ""));
