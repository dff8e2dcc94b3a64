import { Form, useSubmit } from "react-router";

import { Icon } from "~/ui/icon";
import type { SortOrder, TaskSort, TaskStatus } from "./task";

interface Props {
  status: TaskStatus;
  sort: TaskSort;
  order: SortOrder;
  q: string | undefined;
}

/** How the list is sorted: a choice, and a button that turns it round. */
export function SortForm({ status, sort, order, q }: Props) {
  const submit = useSubmit();
  const turned = order === "asc" ? "desc" : "asc";
  return (
    <Form className="sort" replace preventScrollReset>
      {status !== "all" && <input type="hidden" name="status" value={status} />}
      {q && <input type="hidden" name="q" value={q} />}
      <label htmlFor="sort" className="sr-only">
        Sort by
      </label>
      <select
        key={sort}
        id="sort"
        name="sort"
        defaultValue={sort}
        onChange={(event) => submit(event.currentTarget.form, { replace: true, preventScrollReset: true })}
      >
        <option value="created_at">Created</option>
        <option value="updated_at">Changed</option>
        <option value="title">Title</option>
      </select>
      <button type="submit" className="button button-quiet without-script">
        Sort
      </button>
      <button
        type="submit"
        name="order"
        value={turned}
        className="icon-button"
        aria-label={TURN[sort][turned]}
        title={TURN[sort][turned]}
      >
        <Icon name={order === "asc" ? "up" : "down"} />
      </button>
    </Form>
  );
}

const DATES = { asc: "Show oldest first", desc: "Show newest first" };
const TURN = {
  created_at: DATES,
  updated_at: DATES,
  title: { asc: "Show from A to Z", desc: "Show from Z to A" },
};
