import type { ReactNode } from "react";
import { Form, href, Link } from "react-router";

import { Keys, PaletteButton } from "~/keys/keys";
import { Wordmark } from "~/ui/wordmark";
import { useWords } from "~/words/words";
import { type Counts, Rail } from "./rail";

interface Props {
  /** Of the person. */
  id: string;
  name: string;
  counts: Counts;
  children: ReactNode;
}

/** Where somebody who is signed in works: the rail, their account, and the page. */
export function Desk({ id, name, counts, children }: Props) {
  const { settings, signOut } = useWords();
  return (
    <div className="desk">
      <header className="side">
        <Wordmark to={href("/tasks")} />
        <PaletteButton />
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
        {children}
      </main>
      <Keys who={id} />
    </div>
  );
}
