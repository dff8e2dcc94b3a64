import { data, Link } from "react-router";

import { principalContext } from "~/auth/guard.server";
import { flash } from "~/http/flash.server";
import { readFields } from "~/http/form.server";
import { safePath, seeOtherReplace } from "~/http/navigation.server";
import { notFound } from "~/http/problem.server";
import { attempt } from "~/tasks/changes";
import { deleteTask, getTask } from "~/tasks/tasks.server";
import { ErrorSummary } from "~/ui/error-summary";
import type { FlashCode } from "~/ui/flash";
import { PageTitle } from "~/ui/page-title";
import { PostForm } from "~/ui/post-form";
import { useUnreached } from "~/ui/refusal";
import { isolated } from "~/words/isolated";
import { say } from "~/words/say";
import { useWords } from "~/words/words";
import type { Route } from "./+types/task-deletion";

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const task = await getTask(context.get(principalContext), params.taskId);
  if (!task) throw notFound();
  return { title: task.title, returnTo: safePath(url.searchParams.get("returnTo")) };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const deleted = await deleteTask(context.get(principalContext), params.taskId);
  if (deleted?.outcome !== "deleted") throw notFound();

  const cookie = flash<FlashCode>("task-deleted", { count: 1, undo: deleted.change });
  const fields = await readFields(request);
  if (fields.has("stay")) return data(null, { headers: { "Set-Cookie": cookie } });
  return seeOtherReplace(safePath(fields.get("returnTo")), cookie);
}

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => attempt(serverAction);

export default function TaskDeletion({ loaderData: { title, returnTo }, actionData }: Route.ComponentProps) {
  const { tasks: words } = useWords();
  const unreached = useUnreached(actionData);
  return (
    <>
      <ErrorSummary refusal={unreached} />
      <PageTitle>{say(words.deleteTask, { title: isolated(title) })}</PageTitle>
      <h1>{words.ask}</h1>
      <p dir="auto" className="mt-4 text-task">
        {title}
      </p>
      <p className="mt-1 text-secondary text-ink-soft">{words.toTrash}</p>
      <PostForm className="mt-6 flex flex-wrap gap-3">
        <input type="hidden" name="returnTo" value={returnTo} />
        <button type="submit" className="button button-bad">
          {words.delete}
        </button>
        <Link to={returnTo} className="button button-plain">
          {words.keep}
        </Link>
      </PostForm>
    </>
  );
}
