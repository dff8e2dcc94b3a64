import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { HydratedRouter } from "react-router/dom";

import { AREAS, loadWords } from "./words/words";

/** The page in the browser has to say what the page from the server says: its texts first. */
const named = AREAS.filter((area) => document.querySelector(`link[rel=modulepreload][href*="/${area}."]`));

Promise.all(named.map(loadWords)).then(() =>
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <HydratedRouter />
      </StrictMode>,
    );
  }),
);
