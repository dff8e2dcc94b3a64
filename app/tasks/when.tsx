const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

interface Props {
  at: string;
  /** With the hour. */
  exact?: boolean;
  /** The year that goes without saying; from the server, or the words could differ on New Year's Eve. */
  year?: number;
}

/** A time in UTC: the same words on the server and in every browser. */
export function When({ at, exact = false, year: thisYear }: Props) {
  const [year, month, day] = at.slice(0, 10).split("-").map(Number) as [number, number, number];
  const date = `${day} ${MONTHS[month - 1]}${year === thisYear ? "" : ` ${year}`}`;
  return <time dateTime={at}>{exact ? `${date}, ${at.slice(11, 16)} UTC` : date}</time>;
}
