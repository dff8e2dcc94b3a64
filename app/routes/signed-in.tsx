import { Form, href, Link, Outlet } from "react-router";

import { principalContext, requireUser } from "~/auth/guard.server";
import { markNow } from "~/db/news.server";
import { Live } from "~/tasks/live";
import { type Counts, Rail } from "~/tasks/rail";
import { countTasks } from "~/tasks/task-list.server";
import { Wordmark } from "~/ui/wordmark";
import type { Route } from "./+types/signed-in";

export const middleware: Route.MiddlewareFunction[] = [requireUser];

/** Also makes the guard run on client navigations: without a loader there is no request. */
export async function loader({ context }: Route.LoaderArgs) {
  const principal = context.get(principalContext);
  const mark = markNow(); // before anything is read: what changes from now on is news
  return { name: principal.name, counts: await countTasks(principal), mark };
}

export default function SignedIn({ loaderData: { name, counts, mark } }: Route.ComponentProps) {
  return (
    <div className="desk">
      <Live mark={mark} />
      <header className="side">
        <Wordmark to={href("/tasks")} />
        <Rail counts={counts} />
        <Form method="post" action={href("/logout")} className="account">
          <bdi className="account-name">{name}</bdi>
          <Link to={href("/settings")} className="button button-quiet">
            Settings
          </Link>
          <button type="submit" className="button button-quiet">
            Sign out
          </button>
        </Form>
      </header>
      <main id="main" className="column">
        <Outlet context={counts satisfies Counts} />
      </main>
    </div>
  );
}
