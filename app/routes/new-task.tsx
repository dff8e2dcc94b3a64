import { data, href, Link } from "react-router";

import { principalContext } from "~/auth/guard.server";
import { flash } from "~/http/flash.server";
import { readForm } from "~/http/form.server";
import { seeOther } from "~/http/navigation.server";
import { TaskFields } from "~/tasks/task-fields";
import { newTask } from "~/tasks/task-input.server";
import { createTask } from "~/tasks/tasks.server";
import { BackLink } from "~/ui/back-link";
import { ErrorSummary } from "~/ui/error-summary";
import type { FlashCode } from "~/ui/flash";
import { PageTitle } from "~/ui/page-title";
import { PostForm } from "~/ui/post-form";
import type { Refusal } from "~/ui/refusal";
import type { Route } from "./+types/new-task";

export async function action({ context, request }: Route.ActionArgs) {
  const form = await readForm(request, newTask);
  if (!form.ok) return data<Refusal>({ errors: form.errors, values: form.values }, 422);

  await createTask(context.get(principalContext), form.input);
  return seeOther(href("/tasks"), flash<FlashCode>("task-added"));
}

export default function NewTask({ actionData }: Route.ComponentProps) {
  return (
    <>
      <PageTitle refused={Boolean(actionData)}>New task</PageTitle>
      <BackLink to={href("/tasks")}>Tasks</BackLink>
      <h1>New task</h1>
      <PostForm className="sheet">
        <ErrorSummary refusal={actionData} title="That was not added" />
        <TaskFields refusal={actionData} />
        <div className="sheet-acts">
          <button type="submit" className="button button-main">
            Add task
          </button>
          <Link to={href("/tasks")} className="button button-quiet">
            Leave it
          </Link>
        </div>
      </PostForm>
    </>
  );
}
