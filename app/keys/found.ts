import { useEffect, useState } from "react";

/** A task as the palette shows it. */
export interface FoundTask {
  id: string;
  title: string;
  completed: boolean;
}

/** Long enough to type on, short enough not to wait. */
const PAUSE_MS = 150;
const NONE: FoundTask[] = [];

/** The tasks with these words, as they are typed. What was asked before is given up; what it found stays meanwhile. */
export function useFound(words: string): { tasks: FoundTask[]; failed: boolean; waiting: boolean } {
  const q = words.trim();
  const [answer, setAnswer] = useState({ q: "", tasks: NONE, failed: false });
  useEffect(() => {
    if (!q) return setAnswer({ q, tasks: NONE, failed: false });
    const given = new AbortController();
    const pause = setTimeout(
      () =>
        ask(q, given.signal).then(
          (tasks) => setAnswer({ q, tasks, failed: false }),
          () => given.signal.aborted || setAnswer({ q, tasks: NONE, failed: true }),
        ),
      PAUSE_MS,
    );
    return () => {
      clearTimeout(pause);
      given.abort();
    };
  }, [q]);
  return { ...answer, waiting: answer.q !== q };
}

async function ask(q: string, signal: AbortSignal): Promise<FoundTask[]> {
  const answer = await fetch(`/tasks/found?${new URLSearchParams({ q })}`, { signal });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}
