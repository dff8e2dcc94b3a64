import { useRef } from "react";
import { Form, href, Link } from "react-router";

import { Icon } from "~/ui/icon";
import { PostForm } from "~/ui/post-form";
import { BASKET, Drawn, PAGE } from "./empty";
import { useFocusKept } from "./focus";
import { When } from "./when";

export interface TrashLine {
  id: string;
  title: string;
  completed: boolean;
  deletedAt: string;
}

const THIRTY_DAYS_MS = 30 * 24 * 60 * 60 * 1000;

/** The tasks in the Trash: each can be put back, or deleted for ever. One form; a row's button says which is meant. */
export function TrashList({ tasks, here, year }: { tasks: TrashLine[]; here: string; year: number }) {
  const list = useRef<HTMLFormElement>(null);
  useFocusKept(list, tasks);
  return (
    <PostForm ref={list} action={here} preventScrollReset>
      <ul aria-label="Deleted tasks">
        {tasks.map(({ id, title, completed, deletedAt }) => (
          <li key={id} className="row row-trashed" data-task={id} data-done={completed ? "" : undefined}>
            <div className="row-words">
              <p className="row-title" dir="auto">
                <span className="strike">{title}</span>
              </p>
              <p className="row-meta">
                Deleted <When at={deletedAt} year={year} /> · gone on{" "}
                <When at={new Date(Date.parse(deletedAt) + THIRTY_DAYS_MS).toISOString()} year={year} />
              </p>
            </div>
            <button type="submit" name="task" value={id} className="button button-quiet row-act">
              Restore <span className="sr-only">{title}</span>
            </button>
            <Link to={`${href("/trash/delete")}?task=${id}`} className="row-purge" title="Delete for ever">
              <Icon name="remove" />
              <span className="sr-only">Delete {title} for ever</span>
            </Link>
          </li>
        ))}
      </ul>
    </PostForm>
  );
}

/** Narrows the Trash to what has these words. */
export function TrashSearch({ q = "" }: { q?: string | undefined }) {
  return (
    <Form role="search" className="search" replace preventScrollReset>
      <label htmlFor="q">
        <Icon name="search" />
        <span className="sr-only">Search the Trash</span>
      </label>
      <input
        id="q"
        name="q"
        type="search"
        dir="auto"
        defaultValue={q}
        placeholder="Search"
        autoComplete="off"
        enterKeyHint="search"
      />
      <button type="submit" className="button button-quiet">
        Search
      </button>
    </Form>
  );
}

/** Why there is nothing in the Trash, or in this part of it, and where to go from here. */
export function EmptyTrash({ found, beyond }: { found: boolean; beyond: boolean }) {
  if (found || beyond)
    return (
      <Drawn lines={PAGE} text={found ? "Nothing in the Trash has these words." : "The Trash does not go on this far."}>
        <Link to={href("/trash")} className="link">
          Show the whole Trash
        </Link>
      </Drawn>
    );
  return (
    <Drawn lines={BASKET} text="The Trash is empty.">
      <Link to={href("/tasks")} className="link">
        Back to the tasks
      </Link>
    </Drawn>
  );
}
