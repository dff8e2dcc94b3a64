import { data, href, Link } from "react-router";

import { principalContext } from "~/auth/guard.server";
import { flash } from "~/http/flash.server";
import { readFields, readForm } from "~/http/form.server";
import { seeOtherReplace } from "~/http/navigation.server";
import { notFound } from "~/http/problem.server";
import { attempt } from "~/tasks/changes";
import { Conflict } from "~/tasks/conflict";
import { Elsewhere } from "~/tasks/elsewhere";
import { LIVE } from "~/tasks/live";
import { TaskFacts } from "~/tasks/task-facts";
import { TaskFields } from "~/tasks/task-fields";
import { taskEdit } from "~/tasks/task-input.server";
import { getTask, updateTask } from "~/tasks/tasks.server";
import { BackLink } from "~/ui/back-link";
import { ErrorSummary } from "~/ui/error-summary";
import type { FlashCode } from "~/ui/flash";
import { PageTitle } from "~/ui/page-title";
import { PostForm } from "~/ui/post-form";
import { useUnreached } from "~/ui/refusal";
import { isolated } from "~/words/isolated";
import { useWords } from "~/words/words";
import type { Route } from "./+types/task";

export const handle = LIVE;

export async function loader({ context, params }: Route.LoaderArgs) {
  const task = await getTask(context.get(principalContext), params.taskId);
  if (!task) throw notFound();
  return { task };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const principal = context.get(principalContext);
  const form = await readForm(request, taskEdit);
  if (!form.ok) return data({ errors: form.errors, values: form.values, current: undefined }, 422);

  const { version, ...changes } = form.input;
  const result = await updateTask(principal, params.taskId, changes, (current) => current === version);
  if (!result) throw notFound();
  if (result.outcome === "stale") return data({ errors: undefined, values: form.values, current: result.current }, 409);
  const cookie = flash<FlashCode>("task-saved");
  if ((await readFields(request)).has("stay")) return data(null, { headers: { "Set-Cookie": cookie } });
  return seeOtherReplace(href("/tasks/:taskId", params), cookie);
}

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => attempt(serverAction);

export default function TaskPage({ loaderData: { task }, actionData: answer }: Route.ComponentProps) {
  const { save, tasks: words } = useWords();
  const unreached = useUnreached(answer);
  const failed = answer !== null && answer !== undefined && "failed" in answer;
  const actionData = failed ? undefined : answer;
  const current = actionData?.current;
  // What the next attempt is measured against: after a conflict, what was shown as saved meanwhile.
  const version = current?.version ?? actionData?.values.version ?? task.version;
  const deletion = href("/tasks/:taskId/delete", { taskId: task.id });
  return (
    <>
      <PageTitle refused={Boolean(answer)}>{isolated(task.title)}</PageTitle>
      <BackLink to={href("/tasks")}>{words.headings.all}</BackLink>
      <h1 className="sr-only" dir="auto">
        {task.title}
      </h1>
      <PostForm key={task.id} className="sheet" data-draft={`task-${task.id}`}>
        {current ? (
          <Conflict current={current} values={actionData.values} />
        ) : (
          <ErrorSummary refusal={unreached ?? actionData} title={words.notSaved} />
        )}
        <Elsewhere taskId={task.id} version={Number(version)} refused={Boolean(actionData)} />
        <TaskFields task={task} refusal={actionData} />
        {/* Not held by React: a draft brings back the version it was written from. */}
        <input key={version} type="hidden" name="version" defaultValue={version} />
        <div className="sheet-acts">
          <button type="submit" className="button button-main">
            {current ? words.conflict.keepMine : save}
          </button>
          {current && (
            <Link
              to={href("/tasks/:taskId", { taskId: task.id })}
              reloadDocument
              data-instead=""
              className="button button-plain"
            >
              {words.conflict.takeTheirs}
            </Link>
          )}
          <Link to={deletion} data-ask="" className="button button-quiet ms-auto text-bad">
            {words.delete}
          </Link>
        </div>
      </PostForm>
      <TaskFacts task={current ?? task} />
    </>
  );
}
