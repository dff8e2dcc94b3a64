import { Form, useSubmit } from "react-router";

import { Icon } from "~/ui/icon";
import { useWords } from "~/words/words";
import { type SortOrder, TASK_SORTS, type TaskSort, type TaskStatus } from "./task";

interface Props {
  status: TaskStatus;
  sort: TaskSort;
  order: SortOrder;
  q: string | undefined;
}

/** How the list is sorted: a choice, and a button that turns it round. */
export function SortForm({ status, sort, order, q }: Props) {
  const { tasks: words } = useWords();
  const submit = useSubmit();
  const turned = order === "asc" ? "desc" : "asc";
  const turn = words.turns[sort === "title" ? "title" : "date"][turned];
  return (
    <Form className="sort" replace preventScrollReset>
      {status !== "all" && <input type="hidden" name="status" value={status} />}
      {q && <input type="hidden" name="q" value={q} />}
      <label htmlFor="sort" className="sr-only">
        {words.sortBy}
      </label>
      <select
        key={sort}
        id="sort"
        name="sort"
        defaultValue={sort}
        onChange={(event) => submit(event.currentTarget.form, { replace: true, preventScrollReset: true })}
      >
        {TASK_SORTS.map((each) => (
          <option key={each} value={each}>
            {words.sorts[each]}
          </option>
        ))}
      </select>
      <button type="submit" className="button button-quiet without-script">
        {words.sort}
      </button>
      <button type="submit" name="order" value={turned} className="icon-button" aria-label={turn} title={turn}>
        <Icon name={order === "asc" ? "up" : "down"} />
      </button>
    </Form>
  );
}
