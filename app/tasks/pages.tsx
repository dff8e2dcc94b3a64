import { Link } from "react-router";

interface Props {
  offset: number;
  limit: number;
  count: number;
  /** The address of this page. */
  here: string;
}

/** Where one is in a long list, and the pages before and after. */
export function Pages({ offset, limit, count, here }: Props) {
  if (count <= limit && offset === 0) return null;
  const last = Math.min(offset + limit, count);
  return (
    <nav className="pages" aria-label="Pages">
      {offset > 0 ? (
        <Link to={pageAt(here, Math.max(0, offset - limit))} rel="prev" className="button button-plain">
          Previous page
        </Link>
      ) : (
        <span />
      )}
      {offset < count && (
        <span>
          {offset + 1} to {last} of {count}
        </span>
      )}
      {last < count ? (
        <Link to={pageAt(here, offset + limit)} rel="next" className="button button-plain">
          Next page
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
