import { href, Link } from "react-router";

import { EXPLANATIONS } from "~/contract/explanations";
import stylesheet from "~/contract/reference.css?url";
import { notFound } from "~/http/problem.server";
import { PageTitle } from "~/ui/page-title";
import { Wordmark } from "~/ui/wordmark";
import type { Route } from "./+types/problem";

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: stylesheet }];

/** Needs no database: it has to be there when that is away. */
export function loader({ params }: Route.LoaderArgs) {
  const explanation = Object.hasOwn(EXPLANATIONS, params.code) && EXPLANATIONS[params.code];
  if (!explanation) throw notFound();
  return explanation;
}

export const headers = () => ({ "Cache-Control": "private, max-age=300", Vary: "Cookie, Accept-Language" });

export default function Problem({ loaderData: { title, happened, why, todo } }: Route.ComponentProps) {
  return (
    <div className="paper">
      <PageTitle>{title}</PageTitle>
      <header>
        <Wordmark />
      </header>
      <main id="main" className="prose" lang="en">
        <h1>{title}</h1>
        <h2>What happened</h2>
        <p>{happened}</p>
        <h2>Why</h2>
        <p>{why}</p>
        <h2>What to do</h2>
        <p>{todo}</p>
        <p>
          <Link to={href("/docs/api")} className="link">
            The reference of the API
          </Link>
        </p>
      </main>
    </div>
  );
}
