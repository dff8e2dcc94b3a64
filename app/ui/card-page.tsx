import type { ReactNode } from "react";

import { PageFoot } from "./page-foot";
import { Wordmark } from "./wordmark";

interface Props {
  heading: string;
  children: ReactNode;
  /** Where else one may have wanted to go; beneath the card. */
  aside?: ReactNode;
}

/** A page that asks one thing: a card, and nothing beside it. */
export function CardPage({ heading, children, aside }: Props) {
  return (
    <div className="card-page">
      <header>
        <Wordmark />
      </header>
      <main id="main" className="card">
        <h1 className="mb-5 text-section">{heading}</h1>
        <div className="grid gap-5">{children}</div>
      </main>
      <footer>
        {aside && <p className="text-secondary text-ink-soft">{aside}</p>}
        <PageFoot />
      </footer>
    </div>
  );
}
