import { eachLocale } from "./each-locale";

/** Days and hours are told in UTC: the same words on the server and in every browser. */
const DAY = { day: "numeric", month: "short", timeZone: "UTC" } as const;
const YEAR = { year: "numeric" } as const;
const MINUTE = { hour: "2-digit", minute: "2-digit", timeZoneName: "short" } as const;

interface Wanted {
  /** With the hour. */
  exact?: boolean;
  /** The year that goes without saying. */
  year?: number;
}

/** A moment or a day, in RFC 3339, as one writes it there. */
export function dateIn(
  locale: string,
  at: string,
  { exact = false, year = Number(at.slice(0, 4)) }: Wanted = {},
): string {
  const sameYear = Number(at.slice(0, 4)) === year;
  const months = exact ? undefined : MONTHS[locale];
  if (months) {
    const date = new Date(at);
    const day = months[date.getUTCMonth()]!.replace("3", String(date.getUTCDate()));
    return sameYear ? day : `${day} ${date.getUTCFullYear()}`;
  }
  return (exact ? (sameYear ? minutesOf : minutesAndYearsOf) : sameYear ? daysOf : daysAndYearsOf)(locale).format(
    new Date(at),
  );
}

/**
 * The third of each month as `Intl` writes it: a list has many dates, and until a browser has loaded what `Intl` knows, a
 * phone does nothing else for a tenth of a second.
 */
const MONTHS: Record<string, string[]> = {
  "en-GB": "3 Jan|3 Feb|3 Mar|3 Apr|3 May|3 Jun|3 Jul|3 Aug|3 Sept|3 Oct|3 Nov|3 Dec".split("|"),
  "de-DE": "3. Jan.|3. Feb.|3. März|3. Apr.|3. Mai|3. Juni|3. Juli|3. Aug.|3. Sept.|3. Okt.|3. Nov.|3. Dez.".split("|"),
};

const format = (options: Intl.DateTimeFormatOptions) =>
  eachLocale((locale) => new Intl.DateTimeFormat(locale, options));
const daysOf = format(DAY);
const daysAndYearsOf = format({ ...DAY, ...YEAR });
const minutesOf = format({ ...DAY, ...MINUTE });
const minutesAndYearsOf = format({ ...DAY, ...YEAR, ...MINUTE });
const weekdays = format({ weekday: "short", timeZone: "UTC" });

/** The short names of the days of a week, from Monday on. */
export function weekdaysIn(locale: string): string[] {
  return Array.from({ length: 7 }, (_, n) => weekdays(locale).format(Date.UTC(2026, 0, 5 + n)));
}
