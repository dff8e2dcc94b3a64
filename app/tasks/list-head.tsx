import { href, Link } from "react-router";

import { Icon } from "~/ui/icon";
import { Rich } from "~/words/rich";
import { counted } from "~/words/say";
import { useWords } from "~/words/words";
import { SearchForm } from "./search-form";
import { SelectLink } from "./select-list";
import { SortForm } from "./sort-form";
import type { SortOrder, TaskSort, TaskStatus } from "./task";

interface Props {
  heading: string;
  query: { status: TaskStatus; sort: TaskSort; order: SortOrder; q?: string };
  /** How many tasks this list has, and how many there are at all. */
  count: number;
  total: number;
  /** The address of this list. */
  here: string;
}

/** What this list is, and in which order. */
export function ListHead({ heading, query, count, total, here }: Props) {
  const { locale, tasks } = useWords();
  return (
    <div className="list-head">
      <h1>{heading}</h1>
      <div className="list-tools">
        {count > 0 && <SelectLink here={here} selecting={false} />}
        {count > 1 && <SortForm status={query.status} sort={query.sort} order={query.order} q={query.q} />}
        <Link to={href("/tasks/new")} className="icon-button" title={tasks.withDescription}>
          <Icon name="edit" />
          <span className="sr-only">{tasks.withDescription}</span>
        </Link>
      </div>
      {(total > 0 || query.q) && (
        <SearchForm q={query.q} label={tasks.searchTasks}>
          {query.status !== "all" && <input type="hidden" name="status" value={query.status} />}
          {query.sort !== "created_at" && <input type="hidden" name="sort" value={query.sort} />}
          {query.order !== (query.sort === "title" ? "asc" : "desc") && (
            <input type="hidden" name="order" value={query.order} />
          )}
        </SearchForm>
      )}
      {query.q && (
        <p role="status" className="list-note">
          <Rich text={counted(locale, tasks.have, count)} words={<bdi>{query.q}</bdi>} />
        </p>
      )}
    </div>
  );
}
