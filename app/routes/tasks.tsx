import { data, useFetcher, useOutletContext } from "react-router";

import { principalContext } from "~/auth/guard.server";
import { flash, takeFlash } from "~/http/flash.server";
import { readFields, readForm } from "~/http/form.server";
import { seeOtherReplace } from "~/http/navigation.server";
import { attempt } from "~/tasks/changes";
import { AllDone, Empty } from "~/tasks/empty";
import { ListHead } from "~/tasks/list-head";
import { Pages } from "~/tasks/pages";
import { QuickAdd } from "~/tasks/quick-add";
import type { Counts } from "~/tasks/rail";
import { createTaskFromForm, newFormKey } from "~/tasks/task-form.server";
import { newTask, pageQuery } from "~/tasks/task-input.server";
import { lineOf } from "~/tasks/task-line";
import { TaskList } from "~/tasks/task-list";
import { listTasks } from "~/tasks/task-list.server";
import type { FlashCode } from "~/ui/flash";
import { PageTitle } from "~/ui/page-title";
import type { Refusal } from "~/ui/refusal";
import { isolated } from "~/words/isolated";
import { numberIn, say } from "~/words/say";
import { useWords } from "~/words/words";
import { messagesFor } from "~/words/words.server";
import type { Route } from "./+types/tasks";

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
    added: takeFlash(request).message === ("task-added" satisfies FlashCode),
  };
}

export async function action({ context, request, url }: Route.ActionArgs) {
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

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => attempt(serverAction);

export default function Tasks({ loaderData, actionData }: Route.ComponentProps) {
  const { locale, unreached, tasks: words } = useWords();
  const { query, tasks, count, year, here } = loaderData;
  const counts = useOutletContext<Counts>();
  const adding = useFetcher<typeof clientAction>({ key: `add:${here}` });
  const answer = adding.data === undefined ? actionData : adding.data;
  const refusal = answer && "failed" in answer ? { formError: unreached } : answer;
  const onTop =
    !query.q && query.status !== "done" && query.sort === "created_at" && query.order === "desc" && query.offset === 0;
  const heading = words.headings[query.status];
  const found = query.q ? say(words.found, { words: isolated(query.q), heading }) : heading;
  const title = query.offset > 0 ? say(words.from, { heading: found, n: numberIn(locale, query.offset + 1) }) : found;

  return (
    <>
      <PageTitle refused={Boolean(refusal)}>{title}</PageTitle>
      <ListHead heading={heading} query={query} count={count} total={counts.pending + counts.done} />
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
