import { data, href, Link } from "react-router";

import { principalContext } from "~/auth/guard.server";
import { flash } from "~/http/flash.server";
import { readFields } from "~/http/form.server";
import { seeOtherReplace } from "~/http/navigation.server";
import { attempt } from "~/tasks/changes";
import { LIVE, useStandstill } from "~/tasks/live";
import { Pages } from "~/tasks/pages";
import { SearchForm } from "~/tasks/search-form";
import { SelectLink, SelectList } from "~/tasks/select-list";
import { changeSelected } from "~/tasks/selection.server";
import { selectionOf, withoutSelecting } from "~/tasks/selection-form.server";
import { pageQuery } from "~/tasks/task-input.server";
import { listTrash } from "~/tasks/trash.server";
import { EmptyTrash, TrashList } from "~/tasks/trash-list";
import { ErrorSummary } from "~/ui/error-summary";
import type { FlashCode } from "~/ui/flash";
import { PageTitle } from "~/ui/page-title";
import { type Refusal, useUnreached } from "~/ui/refusal";
import { isolated } from "~/words/isolated";
import { Rich } from "~/words/rich";
import { counted, numberIn, say } from "~/words/say";
import { useWords } from "~/words/words";
import { messagesFor } from "~/words/words.server";
import type { Route } from "./+types/trash";

export const handle = LIVE;

export async function loader({ context, url }: Route.LoaderArgs) {
  const { q, offset, limit } = pageQuery(url.searchParams);
  const { items, count } = await listTrash(context.get(principalContext), { q, offset, limit });
  return {
    ...{ q, offset, limit, count },
    tasks: items.map(({ id, title, completed, deleted_at }) => ({ id, title, completed, deletedAt: deleted_at })),
    year: new Date().getUTCFullYear(),
    here: url.pathname + url.search,
    selecting: url.searchParams.has("select"),
  };
}

/** Puts back what is named: one row's task, or several. */
export async function action({ context, request, url }: Route.ActionArgs) {
  const fields = await readFields(request);
  const selection = selectionOf(fields, { q: pageQuery(url.searchParams).q });
  if (!selection) return data<Refusal>({ errors: { all: messagesFor(request).refusals.nothingTicked } }, 422);
  const { count, change } = await changeSelected(context.get(principalContext), "restored", selection);
  const one = count === 1 && !url.searchParams.has("select");
  const cookie =
    count > 0
      ? flash<FlashCode>(one ? "task-restored" : "tasks-restored", { count, undo: change })
      : flash<FlashCode>("nothing-changed");
  return seeOtherReplace(withoutSelecting(url, "all" in selection), cookie);
}

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => attempt(serverAction);

export default function Trash({ loaderData, actionData }: Route.ComponentProps) {
  useStandstill(actionData);
  const { locale, tasks: list } = useWords();
  const unreached = useUnreached(actionData);
  const words = useWords("trash");
  const { tasks, count, q, offset, limit, year, here, selecting } = loaderData;
  const refusal = actionData && "failed" in actionData ? unreached : actionData;
  const found = q ? say(words.found, { words: isolated(q) }) : words.heading;
  const title = offset > 0 ? say(list.from, { heading: found, n: numberIn(locale, offset + 1) }) : found;
  const all = `${href("/trash/delete")}?${new URLSearchParams({ all: "true", ...(q && { q }) })}`;
  return (
    <>
      <PageTitle refused={Boolean(refusal)}>{selecting ? say(list.select.title, { title }) : title}</PageTitle>
      <div className="list-head">
        <h1>{words.heading}</h1>
        <div className={selecting ? undefined : "list-tools"}>
          {count > 0 && <SelectLink here={here} selecting={selecting} />}
          {count > 0 && !selecting && (
            <Link to={all} className="button button-quiet text-bad">
              {q ? words.emptyFound : words.empty}
            </Link>
          )}
        </div>
        {!selecting && (count > 0 || q) && <SearchForm q={q} label={words.search} />}
        <p role={q ? "status" : undefined} className="list-note">
          {q ? <Rich text={counted(locale, list.have, count)} words={<bdi>{q}</bdi>} /> : count > 0 && words.note}
        </p>
      </div>
      <ErrorSummary refusal={refusal} title={selecting ? list.select.nothing : undefined} />
      {tasks.length === 0 ? (
        <EmptyTrash found={Boolean(q)} beyond={offset > 0} />
      ) : selecting ? (
        <SelectList key={here} tasks={tasks} here={here} count={count}>
          {q && <input type="hidden" name="q" value={q} />}
          <button type="submit" className="button button-plain">
            {words.restore}
          </button>
          <button
            type="submit"
            formMethod="get"
            formAction={href("/trash/delete")}
            className="button button-plain text-bad"
          >
            {words.purge}
          </button>
        </SelectList>
      ) : (
        <TrashList tasks={tasks} here={here} year={year} />
      )}
      <Pages offset={offset} limit={limit} count={count} here={here} />
    </>
  );
}
