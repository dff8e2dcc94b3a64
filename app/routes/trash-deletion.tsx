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
import { useUnreached } from "~/ui/refusal";
import { isolated } from "~/words/isolated";
import { counted, say } from "~/words/say";
import { useWords } from "~/words/words";
import type { Route } from "./+types/trash-deletion";

/** Asks, and says how many are meant: what is deleted here does not come back. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const { q } = pageQuery(url.searchParams);
  const selection = selectionOf(url.searchParams, { q });
  if (!selection) return data({ nothing: "tickFirst" as const }, 422);
  const { count, title, until } = await lookAtTrash(context.get(principalContext), selection);
  if (count === 0) return data({ nothing: "nothingToDelete" as const }, 404);
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
  const { locale } = useWords();
  const unreached = useUnreached(actionData);
  const words = useWords("trash");
  if (loaderData.nothing !== undefined)
    return (
      <>
        <PageTitle refused>{words[loaderData.nothing]}</PageTitle>
        <h1>{words[loaderData.nothing]}</h1>
        <p className="mt-4">
          <Link to={href("/trash")} className="link">
            {words.back}
          </Link>
        </p>
      </>
    );
  const { count, title, until, q, ids, all } = { all: false, ...loaderData };
  const asked =
    title === undefined ? counted(locale, words.title, count) : say(words.purgeTask, { title: isolated(title) });
  return (
    <>
      <ErrorSummary refusal={unreached} />
      <PageTitle>{asked}</PageTitle>
      <h1>{counted(locale, words.ask, count)}</h1>
      {title !== undefined && (
        <p dir="auto" className="mt-4 text-task">
          {title}
        </p>
      )}
      <p className="mt-1 text-secondary text-ink-soft">{counted(locale, words.forGood, count)}</p>
      <PostForm className="mt-6 flex flex-wrap gap-3">
        <input type="hidden" name="until" value={until} />
        {all && <input type="hidden" name="all" value="true" />}
        {q && <input type="hidden" name="q" value={q} />}
        {ids.map((id) => (
          <input key={id} type="hidden" name="task" value={id} />
        ))}
        <button type="submit" className="button button-bad">
          {words.purge}
        </button>
        <Link to={href("/trash")} className="button button-plain">
          {counted(locale, words.keep, count)}
        </Link>
      </PostForm>
    </>
  );
}
