import { useEffect, useState } from "react";

import { useWords } from "~/words/words";

const AGAIN_MS = 4000;

/** Says while there is no connection that there is none, and is gone when it is back. */
export function Connection() {
  const { connection } = useWords();
  const [away, setAway] = useState<keyof typeof connection>();

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
      {away && <p>{connection[away]}</p>}
    </div>
  );
}
