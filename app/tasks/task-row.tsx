import { memo, type ReactNode } from "react";
import { href, useFetcher } from "react-router";

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
  const path = href("/tasks/:taskId", { taskId: task.id });
  const deletion = href("/tasks/:taskId/delete", { taskId: task.id }) + back;
  return (
    <li className="row" id={`task-${task.id}`} data-task={task.id} data-done={completed ? "" : undefined}>
      <button
        type="submit"
        className="tick"
        formAction={href("/tasks/:taskId/completion", { taskId: task.id })}
        name="completed"
        value={String(!completed)}
        aria-label={`${completed ? "Reopen" : "Complete"} ${task.title}`}
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
        <span className="sr-only">Delete {task.title}</span>
      </a>
      <details name="more" className="row-more">
        <summary aria-label={`More for ${task.title}`} />
        <div className="row-menu">
          <a href={path} data-edit="">
            Edit
          </a>
          <a href={deletion} data-ask="">
            Delete
          </a>
        </div>
      </details>
    </li>
  );
});

/** Says that a change of this row did not get through, and offers to try again. */
function Failure({ task }: { task: TaskLine }) {
  const { data, state } = useFetcher<Failed | null>({ key: fetcherKey(task.id) });
  if (!data?.failed || state !== "idle") return null;
  return (
    <p role="alert" className="row-failure">
      That did not reach the server, so nothing has changed. Try it again.
    </p>
  );
}
