let stopping = false;
const ends = new Set<() => void>();

/** From now on the server takes no new work, and what has no end of its own is ended. */
export function beginStopping(): void {
  stopping = true;
  for (const end of ends) end();
}

/** Whether the server is finishing what runs. */
export function isStopping(): boolean {
  return stopping;
}

/** Calls `end` when the server begins to stop, unless what it returns has been called. */
export function onStopping(end: () => void): () => void {
  ends.add(end);
  return () => void ends.delete(end);
}
