import { data, href, redirect } from "react-router";

import { principalContext } from "~/auth/guard.server";
import { flash } from "~/http/flash.server";
import { readFields, readForm } from "~/http/form.server";
import { safePath, seeOtherReplace } from "~/http/navigation.server";
import { notFound } from "~/http/problem.server";
import { attempt } from "~/tasks/changes";
import { settled } from "~/tasks/settling";
import { completion } from "~/tasks/task-input.server";
import { updateTask } from "~/tasks/tasks.server";
import type { FlashCode } from "~/ui/flash";
import type { Route } from "./+types/task-completion";

/** Nothing to be seen here but the task itself. */
export const loader = ({ params }: Route.LoaderArgs) => redirect(href("/tasks/:taskId", params));

/** Sets the state it is told, never toggles: a double click or a retry must not undo itself. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const principal = context.get(principalContext);
  const form = await readForm(request, completion);
  if (!form.ok) throw data(null, 400);
  if (!(await updateTask(principal, params.taskId, form.input))) throw notFound();

  const cookie = flash<FlashCode>(form.input.completed ? "task-completed" : "task-reopened");
  const fields = await readFields(request);
  if (fields.has("stay")) return data(null, { headers: { "Set-Cookie": cookie } });
  // Back to the row and not to the top of the page, where there is no script to stay.
  return seeOtherReplace(`${safePath(fields.get("returnTo")).split("#")[0]}#task-${params.taskId}`, cookie);
}

export async function clientAction({ serverAction }: Route.ClientActionArgs) {
  const answer = await attempt(serverAction);
  await settled();
  return answer;
}

/** There is none; but what has a component answers a missing task with a page. */
export default function TaskCompletion() {
  return null;
}
