import { data, useFetcher, useOutletContext } from "react-router";

import { principalContext, type Visitor } from "~/auth/guard.server";
import { flash, takeFlash } from "~/http/flash.server";
import { readFields, readForm } from "~/http/form.server";
import { seeOtherReplace } from "~/http/navigation.server";
import type { ChangeKind } from "~/tasks/change-kinds.server";
import { attempt } from "~/tasks/changes";
import { AllDone, Empty } from "~/tasks/empty";
import { ListHead } from "~/tasks/list-head";
import { LIVE, useStandstill } from "~/tasks/live";
import { Pages } from "~/tasks/pages";
import { QuickAdd } from "~/tasks/quick-add";
import type { Counts } from "~/tasks/rail";
import { SelectLink, SelectList } from "~/tasks/select-list";
import { changeSelected } from "~/tasks/selection.server";
import { selectionOf, withoutSelecting } from "~/tasks/selection-form.server";
import { createTaskFromForm, newFormKey } from "~/tasks/task-form.server";
import { newTask, pageQuery } from "~/tasks/task-input.server";
import { lineOf } from "~/tasks/task-line";
import { TaskList } from "~/tasks/task-list";
import { listTasks } from "~/tasks/task-list.server";
import { ErrorSummary } from "~/ui/error-summary";
import type { FlashCode } from "~/ui/flash";
import { PageTitle } from "~/ui/page-title";
import { type Refusal, useUnreached } from "~/ui/refusal";
import { isolated } from "~/words/isolated";
import { Rich } from "~/words/rich";
import { numberIn, say } from "~/words/say";
import { useWords } from "~/words/words";
import { messagesFor } from "~/words/words.server";
import type { Route } from "./+types/tasks";

export const handle = LIVE;

export async function loader({ context, request, url }: Route.LoaderArgs) {
  const query = pageQuery(url.searchParams);
  const { items, count } = await listTasks(context.get(principalContext), query);
  return {
    query,
    count,
    tasks: items.map((task) => lineOf(task, query.sort)),
    year: new Date().getUTCFullYear(),
    here: url.pathname + url.search,
    formKey: newFormKey(),
    selecting: url.searchParams.has("select"),
    added: takeFlash(request).message === ("task-added" satisfies FlashCode),
  };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  if (url.searchParams.has("select")) return changeTicked(context.get(principalContext), request, url);
  const form = await readForm(request, newTask);
  if (!form.ok) return data<Refusal>({ errors: form.errors, values: form.values }, 422);

  const fields = await readFields(request);
  if (!(await createTaskFromForm(context.get(principalContext), fields, form.input)))
    return data<Refusal>({ formError: messagesFor(request).refusals.stillAdding, values: form.values }, 409);
  const cookie = flash<FlashCode>("task-added");
  // A script that stays on the page shows the list anew by itself.
  if (fields.has("stay")) return data(null, { headers: { "Set-Cookie": cookie } });
  return seeOtherReplace(url.pathname + url.search, cookie);
}

const ACTS: Record<string, ChangeKind> = { complete: "completed", reopen: "reopened", delete: "deleted" };

/** What is to be done with several tasks at once. */
async function changeTicked(principal: Visitor, request: Request, url: URL) {
  const fields = await readFields(request);
  const kind = ACTS[fields.get("act") ?? ""];
  const selection = selectionOf(fields, pageQuery(url.searchParams));
  if (!kind || !selection) return data<Refusal>({ errors: { all: messagesFor(request).refusals.nothingTicked } }, 422);
  const { count, change } = await changeSelected(principal, kind, selection);
  const cookie =
    count > 0 ? flash<FlashCode>(`tasks-${kind}`, { count, undo: change }) : flash<FlashCode>("nothing-changed");
  return seeOtherReplace(withoutSelecting(url, "all" in selection), cookie);
}

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => attempt(serverAction);

export default function Tasks({ loaderData, actionData }: Route.ComponentProps) {
  const { locale, tasks: words } = useWords();
  const { query, tasks, count, year, here, selecting } = loaderData;
  const counts = useOutletContext<Counts>();
  useStandstill(actionData);
  const adding = useFetcher<typeof clientAction>({ key: `add:${here}` });
  const answer = adding.data === undefined ? actionData : adding.data;
  const failed = useUnreached(answer);
  const refusal = answer && "failed" in answer ? failed : answer;
  const onTop =
    !query.q && query.status !== "done" && query.sort === "created_at" && query.order === "desc" && query.offset === 0;
  const heading = words.headings[query.status];
  const found = query.q ? say(words.found, { words: isolated(query.q), heading }) : heading;
  const title = query.offset > 0 ? say(words.from, { heading: found, n: numberIn(locale, query.offset + 1) }) : found;

  if (selecting)
    return (
      <>
        <PageTitle refused={Boolean(refusal)}>{say(words.select.title, { title })}</PageTitle>
        <div className="list-head">
          <h1>{heading}</h1>
          <SelectLink here={here} selecting />
          {query.q && (
            <p className="list-note">
              <Rich text={words.select.with} words={<bdi>{query.q}</bdi>} />
            </p>
          )}
        </div>
        <ErrorSummary refusal={refusal} title={words.select.nothing} />
        {tasks.length > 0 ? (
          <SelectList key={here} tasks={tasks} here={here} count={count}>
            <button type="submit" name="act" value="complete" className="button button-plain">
              {words.select.complete}
            </button>
            <button type="submit" name="act" value="reopen" className="button button-plain">
              {words.select.reopen}
            </button>
            <button type="submit" name="act" value="delete" className="button button-plain text-bad">
              {words.delete}
            </button>
          </SelectList>
        ) : (
          <Empty status={query.status} offset={query.offset} q={query.q} counts={counts} />
        )}
        <Pages offset={query.offset} limit={query.limit} count={count} here={here} />
      </>
    );

  return (
    <>
      <PageTitle refused={Boolean(refusal)}>{title}</PageTitle>
      <meta name="description" content={words.about} />
      <ListHead heading={heading} query={query} count={count} total={counts.pending + counts.done} here={here} />
      <QuickAdd
        action={here}
        formKey={loaderData.formKey}
        adding={adding}
        refusal={refusal}
        onTop={onTop}
        focused={loaderData.added}
      />
      {query.status === "all" && !query.q && counts.pending === 0 && tasks.length > 0 && <AllDone />}
      <TaskList tasks={tasks} year={year} returnTo={here}>
        <Empty status={query.status} offset={query.offset} q={query.q} counts={counts} />
      </TaskList>
      <Pages offset={query.offset} limit={query.limit} count={count} here={here} />
    </>
  );
}
