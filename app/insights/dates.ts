const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** A date such as `2026-11-21`, short: the same words on the server and in every browser. */
export function shortDate(date: string): string {
  const [, month, day] = date.split("-").map(Number) as [number, number, number];
  return `${day} ${MONTHS[month - 1]}`;
}

export const WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split(" ");
