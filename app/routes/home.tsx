import { href, Link, redirect } from "react-router";

import { visitorContext } from "~/auth/guard.server";
import { ListPicture } from "~/tasks/list-picture";
import { Introduction } from "~/ui/introduction";
import { PageFoot } from "~/ui/page-foot";
import { PageTitle } from "~/ui/page-title";
import { Terminal } from "~/ui/terminal";
import { Wordmark } from "~/ui/wordmark";
import type { Route } from "./+types/home";

export function loader({ context }: Route.LoaderArgs) {
  if (context.get(visitorContext)) throw redirect(href("/tasks"));
  return null;
}

export default function Home() {
  return (
    <div className="landing">
      <PageTitle>A clear sheet for what you have to do</PageTitle>
      <Introduction
        title="A clear sheet for what you have to do"
        description="Write a task down, tick it off, find it again. Nothing else is in the way: Clearlist is a list of tasks in any browser, with or without JavaScript."
      />
      <header className="landing-head">
        <Wordmark />
        <Link to={href("/login")} className="button button-quiet">
          Sign in
        </Link>
      </header>
      <main id="main">
        <section className="landing-first">
          <div>
            <h1>A clear sheet for what you have to do.</h1>
            <p className="landing-lead">Write a task down, tick it off, find it again. Nothing else is in the way.</p>
            <p className="flex flex-wrap gap-3">
              <Link to={href("/signup")} className="button button-main">
                Sign up
              </Link>
            </p>
          </div>
          <ListPicture />
        </section>
        <section className="landing-promises">
          {PROMISES.map(({ heading, text }) => (
            <div key={heading}>
              <h2>{heading}</h2>
              <p>{text}</p>
            </div>
          ))}
        </section>
        <section className="landing-host">
          <div>
            <h2>Keep it on your own machine</h2>
            <p>Node 20 and two lines. No database to install and no file to edit; the address is printed at the end.</p>
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

const PROMISES = [
  {
    heading: "Forms before scripts",
    text: "Everything works in any browser with JavaScript off. With it, things are only quicker.",
  },
  { heading: "Yours alone", text: "Nobody sees another person’s task. The database itself refuses to show it." },
  { heading: "Open to programs", text: "The same tasks by a JSON API that keeps its word: take a token and go." },
];
