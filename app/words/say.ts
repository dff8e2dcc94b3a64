import { eachLocale } from "./each-locale";

/** A text for each of the kinds of number that a language tells apart; `{n}` in it is the number. */
export type Counted = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** A text with `{name}` in it, and what stands in its place. */
export function say(text: string, parts: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(parts[name] ?? whole));
}

/** The text that goes with this number, and the number in it. */
export function counted(locale: string, forms: Counted, n: number): string {
  return say(forms[formOf(locale, n)] ?? forms.other, { n: numberIn(locale, n) });
}

/** A number as one writes it there. */
export function numberIn(locale: string, n: number): string {
  const separator = isOurs(locale) && Number.isInteger(n) && SEPARATORS[locale];
  return separator ? String(n).replace(/\B(?=(?:\d{3})+$)/g, separator) : numbersOf(locale).format(n);
}

/**
 * What stands between thousands in our languages, all of which have one form for one and another for the rest. `Intl`
 * knows as much of every language: until it has loaded that, a phone does nothing else for a tenth of a second.
 */
const SEPARATORS = { "en-GB": ",", "de-DE": "." };
const isOurs = (locale: string): locale is keyof typeof SEPARATORS => Object.hasOwn(SEPARATORS, locale);

function formOf(locale: string, n: number): Intl.LDMLPluralRule {
  if (!isOurs(locale) || !Number.isInteger(n)) return rulesOf(locale).select(n);
  return n === 1 ? "one" : "other";
}

const rulesOf = eachLocale((locale) => new Intl.PluralRules(locale));
const numbersOf = eachLocale((locale) => new Intl.NumberFormat(locale));
