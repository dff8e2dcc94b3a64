import { useWords } from "~/words/words";
import type { Task } from "./task";
import { When } from "./when";

/** When what happened to a task. */
export function TaskFacts({ task }: { task: Task }) {
  const { tasks: words } = useWords();
  return (
    <dl className="facts">
      <div>
        <dt>{words.created}</dt>
        <dd>
          <When at={task.created_at} exact />
        </dd>
      </div>
      {task.updated_at !== task.created_at && (
        <div>
          <dt>{words.changed}</dt>
          <dd>
            <When at={task.updated_at} exact />
          </dd>
        </div>
      )}
      {task.completed_at && (
        <div>
          <dt>{words.completed}</dt>
          <dd>
            <When at={task.completed_at} exact />
          </dd>
        </div>
      )}
    </dl>
  );
}
