import { data, href, Link } from "react-router";

import { accessTokenFor } from "~/auth/account.server";
import { visitorContext } from "~/auth/guard.server";
import { OperationEntry } from "~/contract/operation-entry";
import stylesheet from "~/contract/reference.css?url";
import { reference } from "~/contract/reference.server";
import { Introduction } from "~/ui/introduction";
import { PageTitle } from "~/ui/page-title";
import { Wordmark } from "~/ui/wordmark";
import { useWords } from "~/words/words";
import type { Route } from "./+types/reference";

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: stylesheet }];

/** /docs/api: the contract to read. Who is signed in finds their own token in it. */
export async function loader({ context, request, url }: Route.LoaderArgs) {
  const visitor = context.get(visitorContext);
  const reader = visitor && { userId: visitor.userId, token: (await accessTokenFor(request)).token };
  const headers = {
    "Cache-Control": reader ? "private, no-store" : "private, max-age=300",
    Vary: "Cookie, Accept-Language",
  };
  return data({ groups: reference(), origin: url.origin, reader }, { headers });
}

export const headers = ({ loaderHeaders }: Route.HeadersArgs) => loaderHeaders;

export default function ReferencePage({ loaderData: { groups, origin, reader } }: Route.ComponentProps) {
  const { signIn } = useWords();
  return (
    <div className="paper">
      <PageTitle>The API</PageTitle>
      <Introduction
        title="The API of Clearlist"
        description="Every endpoint of the JSON API for tasks, with its parameters, its errors and requests to try."
      />
      <header className="landing-head">
        <Wordmark />
        {!reader && (
          <Link to={`${href("/login")}?redirectTo=${href("/docs/api")}`} className="button button-quiet">
            {signIn}
          </Link>
        )}
      </header>
      <main id="main" className="prose" lang="en">
        <h1>The API</h1>
        <p>
          The same tasks for programs, as JSON. Sign in for a cookie, trade it for an access token, and send that as{" "}
          <code>Authorization: Bearer</code>; it lasts ten minutes and can be had anew. What is refused says why, and
          its <code>type</code> is a page that explains it.
        </p>
        <p>
          The document behind this page is{" "}
          <a href={href("/api/openapi.json")} className="link">
            OpenAPI 3.1
          </a>
          .{" "}
          {reader
            ? "You are signed in: the lines below hold your own token."
            : "Sign in, and the lines below hold your own token."}
        </p>
        <nav aria-label="Operations">
          <ul className="operation-index">
            {groups.flatMap(({ operations }) =>
              operations.map(({ id, summary }) => (
                <li key={id}>
                  <a href={`#${id}`}>{summary}</a>
                </li>
              )),
            )}
          </ul>
        </nav>
        {groups.map(({ name, description, operations }) => (
          <section key={name} aria-labelledby={`group-${name}`}>
            <h2 id={`group-${name}`}>{name}</h2>
            <p>{description}</p>
            {operations.map((operation) => (
              <OperationEntry key={operation.id} operation={operation} origin={origin} reader={reader} />
            ))}
          </section>
        ))}
      </main>
    </div>
  );
}
