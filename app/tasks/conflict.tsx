import { useEffect, useRef } from "react";
import { useWords } from "~/words/words";
import type { Task } from "./task";
import { Versions } from "./versions";

/** Somebody was quicker. Both versions side by side; the fields below still hold what was typed. */
export function Conflict({ current, values }: { current: Task; values: Record<string, string> }) {
  const { conflict } = useWords().tasks;
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it may be overtaken again, and says so again.
  useEffect(() => box.current?.focus(), [current.version]);

  const { title = current.title, description = current.description ?? "" } = values;
  return (
    // biome-ignore lint/a11y/noAutofocus: what went wrong comes first, and without scripts this is how.
    <div ref={box} role="alert" tabIndex={-1} autoFocus className="notice">
      <h2>{conflict.heading}</h2>
      <p>{conflict.text}</p>
      <Versions theirs={current} mine={{ title, description, completed: values.completed === "true" }} />
    </div>
  );
}
