import Form from "next/form";
import Link from "next/link";

import { listTasks } from "../../../lib/tasks.js";
import { Icon } from "../drawing.jsx";
import { visitor } from "../visitor.js";

export const metadata = { title: "Tasks · Clearlist" };

export default async function Tasks() {
  const tasks = await listTasks(await visitor());
  return (
    <>
      <div className="list-head">
        <h1>Tasks</h1>
        <div className="list-tools">
          <Form action="/tasks" replace scroll={false} className="sort">
            <label htmlFor="sort" className="sr-only">
              Sort by
            </label>
            <select id="sort" name="sort" defaultValue="created_at">
              <option value="created_at">Created</option>
              <option value="updated_at">Changed</option>
              <option value="title">Title</option>
            </select>
            <button type="submit" name="order" value="asc" className="icon-button" aria-label="Show oldest first">
              <Icon />
            </button>
          </Form>
          <Link href="/tasks/new" className="icon-button">
            <Icon />
            <span className="sr-only">New task with a description</span>
          </Link>
        </div>
        <Form action="/tasks" role="search" className="search">
          <label htmlFor="q">
            <Icon />
            <span className="sr-only">Search tasks</span>
          </label>
          <input id="q" name="q" type="search" dir="auto" placeholder="Search" autoComplete="off" />
        </Form>
      </div>
      <form method="post" noValidate>
        <div className="quick-add">
          <label htmlFor="title">
            <Icon />
            <span className="sr-only">New task</span>
          </label>
          <input id="title" name="title" dir="auto" required placeholder="Add a task" autoComplete="off" />
          <button type="submit" className="button button-quiet">
            Add
          </button>
        </div>
      </form>
      <ul aria-label="Tasks">
        {tasks.map((task) => (
          <TaskRow key={task.id} task={task} />
        ))}
      </ul>
      <nav className="pages" aria-label="Pages">
        <span>1 to {tasks.length}</span>
        <Link href="/tasks?offset=50" rel="next" className="button button-plain">
          Next page
        </Link>
      </nav>
    </>
  );
}

/** As in R2: a form for each button and a Link for each address; forms that post are plain ones. */
function TaskRow({ task }) {
  const path = `/tasks/${task.id}`;
  return (
    <li className="row" id={`task-${task.id}`} data-done={task.completed ? "" : undefined}>
      <form method="post" action={`${path}/completion`}>
        <button
          type="submit"
          className="tick"
          name="completed"
          value={String(!task.completed)}
          aria-label={`${task.completed ? "Reopen" : "Complete"} ${task.title}`}
        >
          <svg className="tick-mark" viewBox="0 0 20 20" aria-hidden="true">
            <path d="M4 11l4.5 4.5L18 4" pathLength={1} />
          </svg>
        </button>
      </form>
      <div className="row-words">
        <Link href={path} className="row-link" dir="auto">
          <span className="strike">{task.title}</span>
        </Link>
        <p className="row-meta">
          {task.description && (
            <>
              <span className="row-summary" dir="auto">
                {task.description.slice(0, 120)}
              </span>
              <span aria-hidden="true">·</span>
            </>
          )}
          <time dateTime={task.created_at.toISOString()}>
            {task.created_at.toLocaleDateString("en", { day: "numeric", month: "short", timeZone: "UTC" })}
          </time>
        </p>
      </div>
      <Link href={`${path}/delete`} className="row-delete">
        <span className="sr-only">Delete {task.title}</span>
      </Link>
    </li>
  );
}
