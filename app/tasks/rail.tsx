import { href, Link, useLocation } from "react-router";

import { Icon } from "~/ui/icon";
import { numberIn } from "~/words/say";
import { useWords } from "~/words/words";

/** How many tasks stand in each part of the list. */
export interface Counts {
  pending: number;
  done: number;
}

const PARTS = ["all", "pending", "done"] as const;

/** The parts of the list: in the margin where there is one, under the thumb where there is none. */
export function Rail({ counts }: { counts: Counts }) {
  const { locale, tasks: words } = useWords();
  const { pathname, search } = useLocation();
  const here = new URLSearchParams(search);
  const onList = pathname === href("/tasks");
  const status = here.get("status") ?? "all";
  const current = PARTS.some((part) => part === status) ? status : "all";
  return (
    <nav className="rail" aria-label={words.filter}>
      {PARTS.map((part) => (
        <Link
          key={part}
          to={addressOf(part, onList ? here : undefined)}
          className="rail-link"
          aria-current={onList && current === part ? "page" : undefined}
        >
          <Icon name={part} />
          <span className="rail-words">
            {words.parts[part]}{" "}
            <span className="count">
              {numberIn(locale, part === "all" ? counts.pending + counts.done : counts[part])}
            </span>
          </span>
        </Link>
      ))}
      <Link to={href("/trash")} className="rail-link" aria-current={pathname === href("/trash") ? "page" : undefined}>
        <Icon name="remove" />
        <span className="rail-words">{words.trash}</span>
      </Link>
      <Link
        to={href("/insights")}
        className="rail-link"
        aria-current={pathname === href("/insights") ? "page" : undefined}
      >
        <Icon name="insights" />
        <span className="rail-words">{words.insights}</span>
      </Link>
    </nav>
  );
}

/** Another part of the list keeps the order that this one is in, and what is searched for. */
function addressOf(status: string, here: URLSearchParams | undefined): string {
  const query = new URLSearchParams();
  if (status !== "all") query.set("status", status);
  for (const name of ["sort", "order", "q"]) {
    const value = here?.get(name);
    if (value) query.set(name, value);
  }
  return query.size > 0 ? `${href("/tasks")}?${query}` : href("/tasks");
}
