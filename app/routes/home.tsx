import { href, Link, redirect } from "react-router";

import { visitorContext } from "~/auth/guard.server";
import { ListPicture } from "~/tasks/list-picture";
import { Introduction } from "~/ui/introduction";
import { PageFoot } from "~/ui/page-foot";
import { PageTitle } from "~/ui/page-title";
import { StrangerHead } from "~/ui/stranger-head";
import { Terminal } from "~/ui/terminal";
import { useWords } from "~/words/words";
import type { Route } from "./+types/home";

export function loader({ context }: Route.LoaderArgs) {
  if (context.get(visitorContext)) throw redirect(href("/tasks"));
  return null;
}

export default function Home() {
  const { signUp } = useWords();
  const { home } = useWords("strangers");
  return (
    <div className="landing">
      <PageTitle>{home.title}</PageTitle>
      <Introduction {...home.introduction} />
      <StrangerHead />
      <main id="main">
        <section className="landing-first">
          <div>
            <h1>{home.heading}</h1>
            <p className="landing-lead">{home.lead}</p>
            <p className="flex flex-wrap gap-3">
              <Link to={href("/signup")} className="button button-main">
                {signUp}
              </Link>
            </p>
          </div>
          <ListPicture />
        </section>
        <section className="landing-promises">
          {home.promises.map(({ heading, text }) => (
            <div key={heading}>
              <h2>{heading}</h2>
              <p>{text}</p>
            </div>
          ))}
        </section>
        <section className="landing-host">
          <div>
            <h2>{home.host.heading}</h2>
            <p>{home.host.text}</p>
          </div>
          <Terminal lines={["git clone … && cd clearlist", "npm start"]} />
        </section>
      </main>
      <footer>
        <PageFoot />
      </footer>
    </div>
  );
}
