import { Outlet } from "react-router";

import { principalContext, requireUser } from "~/auth/guard.server";
import { markNow } from "~/db/news.server";
import { Desk } from "~/tasks/desk";
import { Live } from "~/tasks/live";
import type { Counts } from "~/tasks/rail";
import { countTasks } from "~/tasks/task-list.server";
import type { Route } from "./+types/signed-in";

export const middleware: Route.MiddlewareFunction[] = [requireUser];

/** Also makes the guard run on client navigations: without a loader there is no request. */
export async function loader({ context }: Route.LoaderArgs) {
  const principal = context.get(principalContext);
  const mark = markNow(); // before anything is read: what changes from now on is news
  return { id: principal.userId, name: principal.name, counts: await countTasks(principal), mark };
}

export default function SignedIn({ loaderData: { id, name, counts, mark } }: Route.ComponentProps) {
  return (
    <Desk id={id} name={name} counts={counts}>
      <Live mark={mark} />
      <Outlet context={counts satisfies Counts} />
    </Desk>
  );
}
