import { useRef } from "react";
import { href, Link } from "react-router";

import { Icon } from "~/ui/icon";
import { PostForm } from "~/ui/post-form";
import { isolated } from "~/words/isolated";
import { Rich } from "~/words/rich";
import { say } from "~/words/say";
import { useWords } from "~/words/words";
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
const goneAt = (deletedAt: string) => new Date(Date.parse(deletedAt) + THIRTY_DAYS_MS).toISOString();

/** The tasks in the Trash: each can be put back, or deleted for ever. One form; a row's button says which is meant. */
export function TrashList({ tasks, here, year }: { tasks: TrashLine[]; here: string; year: number }) {
  const words = useWords("trash");
  const list = useRef<HTMLFormElement>(null);
  useFocusKept(list, tasks);
  return (
    <PostForm ref={list} action={here} preventScrollReset>
      <ul aria-label={words.list}>
        {tasks.map(({ id, title, completed, deletedAt }) => (
          <li key={id} className="row row-trashed" data-task={id} data-done={completed ? "" : undefined}>
            <div className="row-words">
              <p className="row-title" dir="auto">
                <span className="strike">{title}</span>
              </p>
              <p className="row-meta">
                <Rich
                  text={words.when}
                  deleted={<When at={deletedAt} year={year} />}
                  gone={<When at={goneAt(deletedAt)} year={year} />}
                />
              </p>
            </div>
            <button type="submit" name="task" value={id} className="button button-quiet row-act">
              {words.restore} <span className="sr-only">{title}</span>
            </button>
            <Link to={`${href("/trash/delete")}?task=${id}`} className="row-purge" title={words.purge}>
              <Icon name="remove" />
              <span className="sr-only">{say(words.purgeTask, { title: isolated(title) })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </PostForm>
  );
}

/** Why there is nothing in the Trash, or in this part of it, and where to go from here. */
export function EmptyTrash({ found, beyond }: { found: boolean; beyond: boolean }) {
  const words = useWords("trash");
  if (found || beyond)
    return (
      <Drawn lines={PAGE} text={found ? words.notFound : words.tooFar}>
        <Link to={href("/trash")} className="link">
          {words.whole}
        </Link>
      </Drawn>
    );
  return (
    <Drawn lines={BASKET} text={words.nothing.text}>
      <Link to={href("/tasks")} className="link">
        {words.nothing.act}
      </Link>
    </Drawn>
  );
}
