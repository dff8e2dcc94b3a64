import { Link } from "react-router";

/** The name, and the way home. */
export function Wordmark({ to = "/" }: { to?: string }) {
  return (
    <Link to={to} className="wordmark">
      <Mark />
      Clearlist
    </Link>
  );
}

/** The sign of the house. */
export function Mark() {
  return (
    <svg className="icon" viewBox="0 0 22 22" aria-hidden="true">
      <path d="M19.2 8.2A9 9 0 1 1 14.6 2.8" />
      <path d="M7 10.6l3.6 3.6L19.6 4.6" />
    </svg>
  );
}
