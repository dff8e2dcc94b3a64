import type { Task } from "./task";
import { When } from "./when";

/** When what happened to a task. */
export function TaskFacts({ task }: { task: Task }) {
  return (
    <dl className="facts">
      <div>
        <dt>Created</dt>
        <dd>
          <When at={task.created_at} exact />
        </dd>
      </div>
      {task.updated_at !== task.created_at && (
        <div>
          <dt>Changed</dt>
          <dd>
            <When at={task.updated_at} exact />
          </dd>
        </div>
      )}
      {task.completed_at && (
        <div>
          <dt>Completed</dt>
          <dd>
            <When at={task.completed_at} exact />
          </dd>
        </div>
      )}
    </dl>
  );
}
