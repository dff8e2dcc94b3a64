let stopping = false;

/** From now on the server takes no new work. */
export function beginStopping(): void {
  stopping = true;
}

/** Whether the server is finishing what runs. */
export function isStopping(): boolean {
  return stopping;
}
