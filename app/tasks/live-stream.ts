/** Pauses before asking again where the browser does not by itself: the server was there and did not want to. */
const FIRST_PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 60_000;
const ATTEMPTS = 8;

/**
 * Calls `onChange` with the mark of each change elsewhere, while the page can be seen, until what it returns is called.
 * `since` is when what the page shows was read. Whatever goes wrong, nothing is said of it.
 */
export function follow(since: () => string, onChange: (mark: string) => void): () => void {
  let source: EventSource | undefined;
  let timer: number | undefined;
  let failures = 0;

  function open(): void {
    source?.close();
    source = new EventSource(`/tasks/events?${new URLSearchParams({ since: since() })}`);
    source.onopen = () => {
      failures = 0;
    };
    source.onerror = () => {
      // Otherwise the browser is trying again already.
      if (source?.readyState !== EventSource.CLOSED || failures >= ATTEMPTS) return;
      timer = window.setTimeout(open, Math.min(FIRST_PAUSE_MS * 2 ** failures++, LONGEST_PAUSE_MS));
    };
    source.addEventListener("changed", ({ lastEventId }: MessageEvent) => onChange(lastEventId));
    source.addEventListener("end", close);
  }

  function close(): void {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  }

  function look(): void {
    close();
    failures = 0;
    if (document.visibilityState === "visible") open();
  }

  look();
  document.addEventListener("visibilitychange", look);
  return () => {
    document.removeEventListener("visibilitychange", look);
    close();
  };
}

/** Marks of two instances are compared as if their clocks were this near to each other. */
const ANOTHER_CLOCK_MS = 1000;

/** Whether what was read at `read` has in it what changed at `change`. */
export function includes(read: string, change: string): boolean {
  const [here, at] = read.split(".");
  const [there, when] = change.split(".");
  return Number(at) > Number(when) + (here === there ? 0 : ANOTHER_CLOCK_MS);
}
