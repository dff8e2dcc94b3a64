import { Outlet } from "react-router";

import { principalContext, requireUser } from "~/auth/guard.server";
import { Desk } from "~/tasks/desk";
import type { Counts } from "~/tasks/rail";
import { countTasks } from "~/tasks/task-list.server";
import type { Route } from "./+types/signed-in";

export const middleware: Route.MiddlewareFunction[] = [requireUser];

/** Also makes the guard run on client navigations: without a loader there is no request. */
export async function loader({ context }: Route.LoaderArgs) {
  const principal = context.get(principalContext);
  return { name: principal.name, counts: await countTasks(principal) };
}

export default function SignedIn({ loaderData: { name, counts } }: Route.ComponentProps) {
  return (
    <Desk name={name} counts={counts}>
      <Outlet context={counts satisfies Counts} />
    </Desk>
  );
}
