import { rule } from "~/words/rules.server";

/** What is wrong with a text, in the API's code and in the words that follow the field's name. */
export interface TextFault {
  code: "empty" | "too_long" | "invalid_characters";
  message: string;
}

const WHITE_SPACE = /\p{White_Space}/u;
const LONE_SURROGATE = /\p{Surrogate}/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not come in.
const CONTROL = /[\u0000-\u001f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same, less tab and newline.
const CONTROL_IN_LINES = /[\u0000-\u0008\u000b-\u001f]/;

/** `text` without what Unicode calls white space at both ends. By hand: a regular expression for the end is quadratic. */
function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && WHITE_SPACE.test(text[start]!)) start++;
  while (end > start && WHITE_SPACE.test(text[end - 1]!)) end--;
  return text.slice(start, end);
}

/** Length as people count it, near enough: code points, so an emoji is one and not two. */
function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** A title as it is stored: NFC, trimmed. */
export function titleText(typed: string): string {
  return trimmed(typed.normalize("NFC"));
}

/** A description as it is stored: as typed but for line ends, which become `\n`; blank is none. */
export function descriptionText(typed: string): string | null {
  const text = typed.replace(/\r\n?/g, "\n");
  return trimmed(text) === "" ? null : text;
}

/** What is wrong with a stored title of at most `max` code points, if anything. */
export function titleFault(title: string, max: number): TextFault | undefined {
  if (title === "") return { code: "empty", message: rule("empty") };
  return badCharacters(title, CONTROL) ?? tooLong(title, max);
}

/** What is wrong with a stored description of at most `max` code points, if anything. */
export function descriptionFault(description: string, max: number): TextFault | undefined {
  return badCharacters(description, CONTROL_IN_LINES) ?? tooLong(description, max);
}

function badCharacters(text: string, control: RegExp): TextFault | undefined {
  if (control.test(text)) return { code: "invalid_characters", message: rule("controlCharacters") };
  if (LONE_SURROGATE.test(text)) return { code: "invalid_characters", message: rule("halfCharacter") };
  return undefined;
}

function tooLong(text: string, max: number): TextFault | undefined {
  return codePoints(text) > max ? { code: "too_long", message: rule("tooLong", { max }) } : undefined;
}
