import { dateIn } from "~/words/dates";
import { useWords } from "~/words/words";

interface Props {
  at: string;
  /** With the hour. */
  exact?: boolean;
  /** The year that goes without saying; from the server, or the words could differ on New Year's Eve. */
  year?: number;
}

/** A time in UTC, in the manner of the page's language. Browsers may know newer abbreviations: the server's stay. */
export function When({ at, exact = false, year = 0 }: Props) {
  const { locale } = useWords();
  return (
    <time dateTime={at} suppressHydrationWarning>
      {dateIn(locale, at, { exact, year })}
    </time>
  );
}
