import { useEffect, useRef, useState } from "react";
import { useLocation, useNavigation } from "react-router";

import { useSlow } from "./slow";

/**
 * What a browser does by itself when it loads a page, and does not when a script changes it: it shows that it is
 * waiting, puts focus at the start of the new page, and lets it be said aloud.
 */
export function Arrival() {
  const { pathname, search, state } = useLocation();
  const last = useRef({ pathname, search });
  const [said, say] = useState("");
  const waiting = useSlow(useNavigation().state !== "idle");

  useEffect(() => {
    const before = last.current;
    last.current = { pathname, search };
    if (before.pathname === pathname && before.search === search) return;
    if (before.pathname !== pathname || document.activeElement === document.body) focusArrived(state);
    else say(document.title);
  }, [pathname, search, state]);

  return (
    <>
      {waiting && <div className="waiting" />}
      <p className="sr-only" aria-live="polite">
        {said}
      </p>
    </>
  );
}

/** Focus on what whoever led here meant, else on the heading. */
function focusArrived(state: { focus?: string } | null): void {
  const meant = state?.focus && document.querySelector<HTMLElement>(state.focus);
  if (meant) meant.focus();
  else focusHeading();
}

/** Focus on the page's heading, from which a screen reader reads on and Tab goes on. */
export function focusHeading(): void {
  const heading = document.querySelector<HTMLElement>("main h1");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
