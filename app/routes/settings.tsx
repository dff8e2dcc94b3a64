import { href, Link } from "react-router";

import { principalContext } from "~/auth/guard.server";
import { BackLink } from "~/ui/back-link";
import { PageTitle } from "~/ui/page-title";
import type { Route } from "./+types/settings";

export function loader({ context }: Route.LoaderArgs) {
  const { name, email } = context.get(principalContext);
  return { name, email };
}

export default function Settings({ loaderData: { name, email } }: Route.ComponentProps) {
  return (
    <>
      <PageTitle>Settings</PageTitle>
      <BackLink to={href("/tasks")}>Tasks</BackLink>
      <h1>Settings</h1>
      <p className="mt-2 text-secondary text-ink-soft">
        <bdi>{name}</bdi>, <bdi>{email}</bdi>
      </p>
      <section className="setting" aria-labelledby="api">
        <h2 id="api">API access</h2>
        <p>
          A program does with your tasks what you do here, as long as it has a token. Tokens last ten minutes and end
          with this session.
        </p>
        <p className="setting-acts">
          <Link to={href("/settings/token")} className="button button-plain">
            Get a token
          </Link>
          <a href={href("/docs/api")} className="button button-quiet">
            Read about the API
          </a>
        </p>
      </section>
    </>
  );
}
