import fc from "fast-check";

import type { Task } from "../../app/tasks/task";
import type { Person } from "./person";

/** A failing run is run again with FUZZ_SEED; the nightly one sets FUZZ_RUNS=2000, which is some 10,000 requests. */
export const numRuns = Number(process.env.FUZZ_RUNS ?? 25);
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
export const options = { numRuns, seed, endOnFailure: true, interruptAfterTimeLimit: 15 * 60_000 };
export const timeout = 16 * 60_000;
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
export const title = fc.oneof({ weight: 3, arbitrary: anyText }, odd);
export const description = fc.oneof(anyText, odd, fc.constant(null), fc.string({ minLength: 1990, maxLength: 2010 }));
const junk = fc.oneof(title, fc.jsonValue({ maxDepth: 3 }), fc.constant(undefined));
const body = fc.oneof(
  fc.record({ title, description, completed: fc.boolean() }, { requiredKeys: [] }),
  fc.record({ title: junk, description: junk, completed: junk, id: junk, version: junk }, { requiredKeys: [] }),
  fc.dictionary(fc.string({ maxLength: 10 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 }),
  fc.jsonValue(),
);
export const rawBody = fc.oneof(
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
export const headers = fc.record(
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
export const query = fc.dictionary(
  fc.constantFrom("status", "sort", "order", "limit", "offset", "cursor", "q", "other", "__proto__", "q[]"),
  fc.oneof(
    anyText,
    fc.constantFrom("all", "done", "title", "desc", "1", "200", "0", "1e3", "-1", "10001", "'", "%", "a:b & c | !d"),
  ),
  { maxKeys: 4 },
);
export const id = fc.oneof(fc.uuid(), fc.constant("own"), anyText, fc.constantFrom("..", "%00", "0199", "complete"));

export const add = async (who: Person, name: string) =>
  ((await (await who.api("/tasks", { body: { title: name } })).json()) as Task).id;
export const rowsOf = async (who: Person) =>
  ((await (await who.api("/tasks?limit=200")).json()) as { items: Task[] }).items;
/** What a form can send: text that UTF-8 knows. JSON can say more. */
export const safe = (text: string) => text.toWellFormed();
export const asTyped = (input: { title: string; description: string }) => ({
  title: safe(input.title),
  description: safe(input.description),
});

/** A title as it is kept, by the words of the spec. */
export const trimmed = (text: string) => text.normalize("NFC").replace(/^[\p{White_Space}]+|[\p{White_Space}]+$/gu, "");
/** A description as it is kept. */
export const folded = (text: string | null) => {
  const lines = text?.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
  return lines && /[^\p{White_Space}]/u.test(lines) ? lines : null;
};
export const isTitle = (text: string) =>
  text.isWellFormed() && inLength(trimmed(text), 1, 200) && !CONTROL.test(trimmed(text));
export const isDescription = (text: string | null) => {
  const kept = folded(text) ?? "";
  return kept.isWellFormed() && inLength(kept, 0, 2000) && !CONTROL.test(kept.replace(/[\t\n]/g, ""));
};
const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };
export const decoded = (html: string) => html.replace(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => ENTITIES[name]!);

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what the rule is about.
const CONTROL = /[\u0000-\u001f]/;
function inLength(text: string, min: number, max: number): boolean {
  const { length } = [...text];
  return length >= min && length <= max;
}
