import { useEffect, useState } from "react";

const AGAIN_MS = 4000;

const SAID = {
  offline: "You are offline. What you type stays here.",
  unreached: "The server cannot be reached. What you type stays here.",
};

/** Says while there is no connection that there is none, and is gone when it is back. */
export function Connection() {
  const [away, setAway] = useState<keyof typeof SAID>();

  useEffect(() => {
    let again: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    async function look() {
      clearTimeout(again);
      if (!navigator.onLine) return setAway("offline");
      const there = await fetch("/healthz", { cache: "no-store" }).then(
        (answer) => answer.ok,
        () => false,
      );
      if (left) return;
      setAway(there ? undefined : "unreached");
      if (!there) again = setTimeout(look, AGAIN_MS);
    }
    const events = ["online", "offline", "unreached"];
    for (const event of events) window.addEventListener(event, look);
    if (!navigator.onLine) look();
    return () => {
      left = true;
      clearTimeout(again);
      for (const event of events) window.removeEventListener(event, look);
    };
  }, []);

  return (
    <div aria-live="polite" className="connection">
      {away && <p>{SAID[away]}</p>}
    </div>
  );
}
