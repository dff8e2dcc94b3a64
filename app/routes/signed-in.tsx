import { Form, href, Link, Outlet } from "react-router";

import { principalContext, requireUser } from "~/auth/guard.server";
import { type Counts, Rail } from "~/tasks/rail";
import { countTasks } from "~/tasks/task-list.server";
import { Wordmark } from "~/ui/wordmark";
import { useWords } from "~/words/words";
import type { Route } from "./+types/signed-in";

export const middleware: Route.MiddlewareFunction[] = [requireUser];

/** Also makes the guard run on client navigations: without a loader there is no request. */
export async function loader({ context }: Route.LoaderArgs) {
  const principal = context.get(principalContext);
  return { name: principal.name, counts: await countTasks(principal) };
}

export default function SignedIn({ loaderData: { name, counts } }: Route.ComponentProps) {
  const { settings, signOut } = useWords();
  return (
    <div className="desk">
      <header className="side">
        <Wordmark to={href("/tasks")} />
        <Rail counts={counts} />
        <Form method="post" action={href("/logout")} className="account">
          <bdi className="account-name">{name}</bdi>
          <Link to={href("/settings")} className="button button-quiet">
            {settings}
          </Link>
          <button type="submit" className="button button-quiet">
            {signOut}
          </button>
        </Form>
      </header>
      <main id="main" className="column">
        <Outlet context={counts satisfies Counts} />
      </main>
    </div>
  );
}
