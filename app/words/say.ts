import { eachLocale } from "./each-locale";

/** A text for each of the kinds of number that a language tells apart; `{n}` in it is the number. */
export type Counted = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** A text with `{name}` in it, and what stands in its place. */
export function say(text: string, parts: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(parts[name] ?? whole));
}

/** The text that goes with this number, and the number in it. */
export function counted(locale: string, forms: Counted, n: number): string {
  return say(forms[rulesOf(locale).select(n)] ?? forms.other, { n: numberIn(locale, n) });
}

/** A number as one writes it there. */
export const numberIn = (locale: string, n: number): string => numbersOf(locale).format(n);

const rulesOf = eachLocale((locale) => new Intl.PluralRules(locale));
const numbersOf = eachLocale((locale) => new Intl.NumberFormat(locale));
