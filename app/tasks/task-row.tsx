import { memo, type ReactNode } from "react";
import { href, useFetcher } from "react-router";
import { isolated } from "~/words/isolated";
import { say } from "~/words/say";
import { useWords } from "~/words/words";
import { type Failed, fetcherKey } from "./changes";
import type { TaskLine } from "./task-line";
import { Tick } from "./tick";
import { When } from "./when";

interface Props {
  task: TaskLine;
  completed: boolean;
  /** Something has been asked of this task on this page, so it may have failed. */
  tried: boolean;
  /** In place of the title, where it is being edited. */
  editor: ReactNode;
  /** The present one. */
  year: number;
  /** Where to come back to, as a query; empty for the plain list. */
  back: string;
}

/**
 * One task. Few and plain elements, brought to life by the list's form and handlers: fifty rows of Link, Form and
 * drawings would be half of what the server does for the page.
 */
export const TaskRow = memo(function TaskRow({ task, completed, tried, editor, year, back }: Props) {
  const { tasks: words } = useWords();
  const title = isolated(task.title);
  const path = href("/tasks/:taskId", { taskId: task.id });
  const deletion = `${path}/delete${back}`;
  return (
    <li className="row" id={`task-${task.id}`} data-task={task.id} data-done={completed ? "" : undefined}>
      <button
        type="submit"
        className="tick"
        formAction={`${path}/completion`}
        name="completed"
        value={String(!completed)}
        aria-label={say(completed ? words.reopen : words.complete, { title })}
      >
        <Tick />
      </button>
      <div className="row-words">
        {editor ?? (
          <a href={path} className="row-link" dir="auto">
            <span className="strike">{task.title}</span>
          </a>
        )}
        <p className="row-meta">
          {task.summary && (
            <>
              <span className="row-summary" dir="auto">
                {task.summary}
              </span>
              <span aria-hidden="true">·</span>
            </>
          )}
          <When at={task.when} year={year} />
        </p>
        {tried && <Failure task={task} />}
      </div>
      <a href={deletion} data-ask="" className="row-delete">
        <span className="sr-only">{say(words.deleteTask, { title })}</span>
      </a>
      <details name="more" className="row-more">
        <summary aria-label={say(words.more, { title })} />
        <div className="row-menu">
          <a href={path} data-edit="">
            {words.edit}
          </a>
          <a href={deletion} data-ask="">
            {words.delete}
          </a>
        </div>
      </details>
    </li>
  );
});

/** Says that a change of this row did not get through, and offers to try again. */
function Failure({ task }: { task: TaskLine }) {
  const { failed } = useWords().tasks;
  const { data, state } = useFetcher<Failed | null>({ key: fetcherKey(task.id) });
  if (!data?.failed || state !== "idle") return null;
  return (
    <p role="alert" className="row-failure">
      {failed}
    </p>
  );
}
