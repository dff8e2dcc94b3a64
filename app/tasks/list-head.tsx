import { href, Link } from "react-router";

import { Icon } from "~/ui/icon";
import { SortForm } from "./sort-form";
import type { SortOrder, TaskSort, TaskStatus } from "./task";

interface Props {
  heading: string;
  query: { status: TaskStatus; sort: TaskSort; order: SortOrder };
  count: number;
}

/** What this list is, and in which order. */
export function ListHead({ heading, query, count }: Props) {
  return (
    <div className="list-head">
      <h1>{heading}</h1>
      <div className="list-tools">
        {count > 1 && <SortForm status={query.status} sort={query.sort} order={query.order} />}
        <Link to={href("/tasks/new")} className="icon-button" title="New task with a description">
          <Icon name="edit" />
          <span className="sr-only">New task with a description</span>
        </Link>
      </div>
    </div>
  );
}
