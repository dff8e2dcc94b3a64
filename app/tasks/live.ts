import { useCallback, useEffect, useRef, useState } from "react";
import { useFetchers, useMatches, useNavigation, useRevalidator } from "react-router";

import { follow, includes } from "./live-stream";

/** The `handle` of a page that shows what changes elsewhere. */
export const LIVE = { live: true } as const;

const TOGETHER_MS = 50;

/** Decides whether the page may be drawn anew; there is one page at a time. */
let consent: (() => Promise<boolean>) | undefined;

/** Before this page is drawn anew because of a change elsewhere, `ask` is asked whether it may be. */
export function useConsent(ask: () => Promise<boolean>): void {
  useEffect(() => {
    consent = ask;
    return () => {
      if (consent === ask) consent = undefined;
    };
  }, [ask]);
}

/** While there is an `answer` of a form to be read, the page stands still: drawn anew, it would be without it. */
export function useStandstill(answer: unknown): void {
  useConsent(useCallback(async () => !answer, [answer]));
}

/**
 * Draws the page anew when something has changed elsewhere, if its `handle` says so; `mark` is when what it shows was
 * read. Waits until nothing is on its way: what somebody does here is asked for anyway. Shows nothing itself.
 */
export function Live({ mark }: { mark: string }): null {
  const live = useMatches().some(({ handle }) => (handle as Partial<typeof LIVE> | undefined)?.live);
  const { revalidate, state } = useRevalidator();
  const idle = [useNavigation(), ...useFetchers(), { state }].every((one) => one.state === "idle");
  const [change, setChange] = useState("");
  const read = useRef(mark);
  useEffect(() => {
    read.current = mark;
  }, [mark]);

  useEffect(() => (live ? follow(() => read.current, setChange) : undefined), [live]);

  useEffect(() => {
    if (!change || !idle || includes(read.current, change)) return;
    let over = false;
    const refresh = async () => {
      if ((!consent || (await consent())) && !over) await revalidate();
    };
    // Not at once: the page that is asked has to be there, and changes that come together are asked for together.
    const timer = setTimeout(refresh, TOGETHER_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [change, idle, revalidate]);
  return null;
}
