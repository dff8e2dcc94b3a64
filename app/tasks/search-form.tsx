import { type ChangeEvent, useEffect, useRef } from "react";
import { Form, useSubmit } from "react-router";

import { Icon } from "~/ui/icon";
import { useWords } from "~/words/words";
import type { SortOrder, TaskSort, TaskStatus } from "./task";

interface Props {
  query: { status: TaskStatus; sort: TaskSort; order: SortOrder; q?: string };
}

/** Long enough to type on, short enough not to wait. */
const PAUSE_MS = 250;

/** Narrows the list to what has these words; with scripts while they are typed. */
export function SearchForm({ query: { status, sort, order, q = "" } }: Props) {
  const { tasks: words } = useWords();
  const submit = useSubmit();
  const field = useRef<HTMLInputElement>(null);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(pause.current), []);
  useEffect(() => {
    // The words changed by a link or by going back, not by typing.
    if (field.current && document.activeElement !== field.current) field.current.value = q;
  }, [q]);

  function onChange({ currentTarget: { form } }: ChangeEvent<HTMLInputElement>) {
    clearTimeout(pause.current);
    pause.current = setTimeout(() => submit(form, { replace: true, preventScrollReset: true }), PAUSE_MS);
  }

  return (
    <Form role="search" className="search" replace preventScrollReset onSubmit={() => clearTimeout(pause.current)}>
      {status !== "all" && <input type="hidden" name="status" value={status} />}
      {sort !== "created_at" && <input type="hidden" name="sort" value={sort} />}
      {order !== (sort === "title" ? "asc" : "desc") && <input type="hidden" name="order" value={order} />}
      <label htmlFor="q">
        <Icon name="search" />
        <span className="sr-only">{words.searchTasks}</span>
      </label>
      <input
        ref={field}
        id="q"
        name="q"
        type="search"
        dir="auto"
        defaultValue={q}
        placeholder={words.search}
        autoComplete="off"
        enterKeyHint="search"
        onChange={onChange}
      />
      <button type="submit" className="button button-quiet without-script">
        {words.search}
      </button>
    </Form>
  );
}
