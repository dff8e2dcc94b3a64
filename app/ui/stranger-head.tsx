import { href, Link } from "react-router";

import { useWords } from "~/words/words";
import { Wordmark } from "./wordmark";

/** The head of a page for whoever is not signed in, and the way in. */
export function StrangerHead() {
  return (
    <header className="landing-head">
      <Wordmark />
      <Link to={href("/login")} className="button button-quiet">
        {useWords().signIn}
      </Link>
    </header>
  );
}
