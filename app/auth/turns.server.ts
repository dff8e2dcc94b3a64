/** So many at once; so many more wait for their turn, first come, first served. Beyond that, undefined: come back later. */
export function turns({ running, waiting }: { running: number; waiting: number }) {
  let active = 0;
  const queue: (() => void)[] = [];

  return <T>(work: () => Promise<T>): Promise<T> | undefined => {
    if (active >= running && queue.length >= waiting) return undefined;
    return run(work);
  };

  async function run<T>(work: () => Promise<T>): Promise<T> {
    if (active >= running) await new Promise<void>((resolve) => queue.push(resolve));
    else active += 1;
    try {
      return await work();
    } finally {
      // Whoever waits takes over this place; else it is free.
      const next = queue.shift();
      if (next) next();
      else active -= 1;
    }
  }
}
