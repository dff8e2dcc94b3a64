import { Link } from "react-router";
import { numberIn, say } from "~/words/say";
import { useWords } from "~/words/words";

interface Props {
  offset: number;
  limit: number;
  count: number;
  /** The address of this page. */
  here: string;
}

/** Where one is in a long list, and the pages before and after. */
export function Pages({ offset, limit, count, here }: Props) {
  const { locale, tasks: words } = useWords();
  if (count <= limit && offset === 0) return null;
  const number = (n: number) => numberIn(locale, n);
  const last = Math.min(offset + limit, count);
  return (
    <nav className="pages" aria-label={words.pages}>
      {offset > 0 ? (
        <Link to={pageAt(here, Math.max(0, offset - limit))} rel="prev" className="button button-plain">
          {words.previous}
        </Link>
      ) : (
        <span />
      )}
      {offset < count && (
        <span>{say(words.range, { first: number(offset + 1), last: number(last), count: number(count) })}</span>
      )}
      {last < count ? (
        <Link to={pageAt(here, offset + limit)} rel="next" className="button button-plain">
          {words.next}
        </Link>
      ) : (
        <span />
      )}
    </nav>
  );
}

function pageAt(here: string, offset: number): string {
  const [path = "", search] = here.split("?");
  const query = new URLSearchParams(search);
  if (offset > 0) query.set("offset", String(offset));
  else query.delete("offset");
  return query.size > 0 ? `${path}?${query}` : path;
}
