import { data, href, Link, replace } from "react-router";

import { principalContext } from "~/auth/guard.server";
import { flash } from "~/http/flash.server";
import { readFields, readForm } from "~/http/form.server";
import { seeOther } from "~/http/navigation.server";
import { attempt } from "~/tasks/changes";
import { TaskFields } from "~/tasks/task-fields";
import { createTaskFromForm, newFormKey } from "~/tasks/task-form.server";
import { newTask } from "~/tasks/task-input.server";
import { BackLink } from "~/ui/back-link";
import { ErrorSummary } from "~/ui/error-summary";
import type { FlashCode } from "~/ui/flash";
import { PageTitle } from "~/ui/page-title";
import { PostForm } from "~/ui/post-form";
import { type Refusal, useUnreached } from "~/ui/refusal";
import { useWords } from "~/words/words";
import { messagesFor } from "~/words/words.server";
import type { Route } from "./+types/new-task";

/** The form's key stands in the address, so that it is still the same form for whoever comes back to it. */
export const middleware: Route.MiddlewareFunction[] = [
  ({ request, url }) => {
    if (request.method === "GET" && !url.searchParams.has("form"))
      throw replace(`${href("/tasks/new")}?${new URLSearchParams({ form: newFormKey() })}`);
  },
];

export const loader = ({ url }: Route.LoaderArgs) => ({ formKey: url.searchParams.get("form") ?? newFormKey() });

export async function action({ context, request }: Route.ActionArgs) {
  const form = await readForm(request, newTask);
  if (!form.ok) return data<Refusal>({ errors: form.errors, values: form.values }, 422);

  if (!(await createTaskFromForm(context.get(principalContext), await readFields(request), form.input)))
    return data<Refusal>({ formError: messagesFor(request).refusals.stillAdding, values: form.values }, 409);
  return seeOther(href("/tasks"), flash<FlashCode>("task-added"));
}

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => attempt(serverAction);

export default function NewTask({ loaderData, actionData: answer }: Route.ComponentProps) {
  const { leave, tasks } = useWords();
  const unreached = useUnreached(answer);
  const actionData = answer && "failed" in answer ? unreached : answer;
  return (
    <>
      <PageTitle refused={Boolean(actionData)}>{tasks.newTask}</PageTitle>
      <BackLink to={href("/tasks")}>{tasks.headings.all}</BackLink>
      <h1>{tasks.newTask}</h1>
      <PostForm className="sheet" data-draft="new-task">
        <ErrorSummary refusal={actionData} title={tasks.notAdded} />
        <TaskFields refusal={actionData} />
        <input type="hidden" name="form_key" value={loaderData.formKey} />
        <div className="sheet-acts">
          <button type="submit" className="button button-main">
            {tasks.addTask}
          </button>
          <Link to={href("/tasks")} className="button button-quiet">
            {leave}
          </Link>
        </div>
      </PostForm>
    </>
  );
}
