/** The queue is full: nothing was worked out, and it is worth trying again shortly. */
export class QueueFull extends Error {
  override name = "QueueFull";
}

/** Runs `atOnce` pieces of work at a time, lets `waiting` more wait in order, and throws QueueFull at the next. What it returns tells how full it is. */
export function boundedQueue({ atOnce, waiting }: { atOnce: number; waiting: number }) {
  let running = 0;
  const waiters: (() => void)[] = [];
  const run = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running < atOnce) running++;
    else if (waiters.length < waiting) await new Promise<void>((resolve) => waiters.push(resolve));
    else throw new QueueFull("Too many are waiting.");
    try {
      return await work();
    } finally {
      // The place is handed on, so that nobody who comes meanwhile gets in before those who wait.
      const next = waiters.shift();
      if (next) next();
      else running--;
    }
  };
  return Object.assign(run, { running: () => running, waiting: () => waiters.length });
}
