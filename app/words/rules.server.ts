import type { Language } from "./language";
import { rules as german } from "./rules.de.server";
import { rules as english } from "./rules.en.server";
import { numberIn, say } from "./say";

type Rule = keyof typeof english;
type Numbers = Record<string, number>;

const RULES: Record<Language, typeof english> = { en: english, de: german };
const said = new Map<string, { rule: Rule; numbers: Numbers }>();

/**
 * What a schema says of a value that breaks this rule: the API's English sentence, to the letter. Pages know it again by
 * that sentence and say it in their own language, so that a schema has one message for both doors.
 */
export function rule(rule: Rule, numbers: Numbers = {}): string {
  const sentence = say(english[rule], written(inEnglish, numbers));
  said.set(sentence, { rule, numbers });
  return sentence;
}

/** The API's sentence in another language; one that no rule has said stays as it is. */
export function ruleIn(language: Language, locale: string, sentence: string): string {
  const known = said.get(sentence);
  return known
    ? say(
        RULES[language][known.rule],
        written((n) => numberIn(locale, n), known.numbers),
      )
    : sentence;
}

/** A number as the API's sentences have it. */
export const inEnglish = (n: number) => numberIn("en-GB", n);

const written = (number: (n: number) => string, numbers: Numbers) =>
  Object.fromEntries(Object.entries(numbers).map(([name, n]) => [name, number(n)]));
