import { data, href, Link } from "react-router";

import { principalContext } from "~/auth/guard.server";
import { flash } from "~/http/flash.server";
import { readFields } from "~/http/form.server";
import { seeOther } from "~/http/navigation.server";
import { attempt } from "~/tasks/changes";
import { selectionOf } from "~/tasks/selection-form.server";
import { pageQuery } from "~/tasks/task-input.server";
import { lookAtTrash, purgeTasks } from "~/tasks/trash.server";
import { ErrorSummary } from "~/ui/error-summary";
import type { FlashCode } from "~/ui/flash";
import { PageTitle } from "~/ui/page-title";
import { PostForm } from "~/ui/post-form";
import { UNREACHED } from "~/ui/refusal";
import type { Route } from "./+types/trash-deletion";

/** Asks, and says how many are meant: what is deleted here does not come back. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const { q } = pageQuery(url.searchParams);
  const selection = selectionOf(url.searchParams, { q });
  if (!selection) return data({ nothing: "Tick at least one task first" }, 422);
  const { count, title, until } = await lookAtTrash(context.get(principalContext), selection);
  if (count === 0) return data({ nothing: "There is nothing to delete" }, 404);
  const meant = "ids" in selection ? { ids: selection.ids } : { ids: [], all: true };
  return { count, title, until, q, ...meant, nothing: undefined };
}

export async function action({ context, request }: Route.ActionArgs) {
  const fields = await readFields(request);
  const selection = selectionOf(fields, { q: pageQuery(fields).q });
  // What was thrown away after the question was asked was not asked about.
  const until = new Date(fields.get("until") ?? "");
  const known = selection !== undefined && !Number.isNaN(until.getTime());
  const count = known ? await purgeTasks(context.get(principalContext), selection, until.toISOString()) : 0;
  const cookie = count > 0 ? flash<FlashCode>("tasks-purged", { count }) : flash<FlashCode>("nothing-changed");
  return seeOther(href("/trash"), cookie);
}

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => attempt(serverAction);

export default function TrashDeletion({ loaderData, actionData }: Route.ComponentProps) {
  if (loaderData.nothing !== undefined)
    return (
      <>
        <PageTitle refused>{loaderData.nothing}</PageTitle>
        <h1>{loaderData.nothing}</h1>
        <p className="mt-4">
          <Link to={href("/trash")} className="link">
            Back to the Trash
          </Link>
        </p>
      </>
    );
  const { count, title, until, q, ids, all } = { all: false, ...loaderData };
  const what = count === 1 ? "this task" : `${count.toLocaleString("en")} tasks`;
  return (
    <>
      <ErrorSummary refusal={actionData && "failed" in actionData ? UNREACHED : undefined} />
      <PageTitle>{`Delete ${title ?? what} for ever`}</PageTitle>
      <h1>{`Delete ${what} for ever?`}</h1>
      {title !== undefined && (
        <p dir="auto" className="mt-4 text-task">
          {title}
        </p>
      )}
      <p className="mt-1 text-secondary text-ink-soft">
        {count === 1 ? "It cannot be brought back after that." : "They cannot be brought back after that."}
      </p>
      <PostForm className="mt-6 flex flex-wrap gap-3">
        <input type="hidden" name="until" value={until} />
        {all && <input type="hidden" name="all" value="true" />}
        {q && <input type="hidden" name="q" value={q} />}
        {ids.map((id) => (
          <input key={id} type="hidden" name="task" value={id} />
        ))}
        <button type="submit" className="button button-bad">
          Delete for ever
        </button>
        <Link to={href("/trash")} className="button button-plain">
          Keep {count === 1 ? "it" : "them"}
        </Link>
      </PostForm>
    </>
  );
}
