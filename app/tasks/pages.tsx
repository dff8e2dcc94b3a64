import { Link } from "react-router";

interface Props {
  offset: number;
  limit: number;
  count: number;
  /** The address of the page that begins at `offset`. */
  to: (offset: number) => string;
}

/** Where one is in a long list, and the pages before and after. */
export function Pages({ offset, limit, count, to }: Props) {
  if (count <= limit && offset === 0) return null;
  const last = Math.min(offset + limit, count);
  return (
    <nav className="pages" aria-label="Pages">
      {offset > 0 ? (
        <Link to={to(Math.max(0, offset - limit))} rel="prev" className="button button-plain">
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
        <Link to={to(offset + limit)} rel="next" className="button button-plain">
          Next page
        </Link>
      ) : (
        <span />
      )}
    </nav>
  );
}
