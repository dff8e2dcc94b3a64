import { AsyncLocalStorage } from "node:async_hooks";

import { DatabaseUnavailable } from "./errors.server";

/** An answer must have gone out within six seconds, from a busy machine too; waiting four for a lock is allowed. */
const PATIENCE_MS = 4500;

/** How long a request has waited for the database altogether, in milliseconds; what it asks at the same time counts once. */
export interface Wait {
  spent: number;
  running: number;
  since: number;
}
const waits = new AsyncLocalStorage<Wait>();

/** What a request has waited before it has asked anything. */
export const noWait = (): Wait => ({ spent: 0, running: 0, since: 0 });

/** Runs `work`, whose questions to the database may take so long together and no longer. */
export function withPatience<T>(work: () => Promise<T>): Promise<T> {
  return waits.run(noWait(), work);
}

/** For how many milliseconds this request would wait for the database, if it began now. */
export function patienceLeft(wait?: Wait): number {
  const { spent, running, since } = wait ?? waits.getStore() ?? noWait();
  return PATIENCE_MS - spent - (running > 0 ? performance.now() - since : 0);
}

/**
 * What `ask` answers, or DatabaseUnavailable when the patience of this request is at its end: `late` is called then.
 * Nothing is asked any more after that, so that a transaction that is still under way is rolled back. The wait is the one
 * that is given, or that of `withPatience`.
 */
export function inTime<T>(ask: () => PromiseLike<T>, given?: Wait, late?: () => void): Promise<T> {
  const wait = given ?? waits.getStore() ?? noWait();
  if (wait.running === 0) wait.since = performance.now();
  const left = PATIENCE_MS - wait.spent - (performance.now() - wait.since);
  if (left <= 0) return Promise.reject(tooLate());
  wait.running += 1;
  // One promise in all: this is on the way of everything that is asked.
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      late?.();
      end();
      reject(tooLate());
    }, left);
    let ended = false;
    const end = () => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      wait.running -= 1;
      if (wait.running === 0) wait.spent += performance.now() - wait.since;
    };
    ask().then(
      (answer) => {
        end();
        resolve(answer);
      },
      (error: unknown) => {
        end();
        reject(error);
      },
    );
  });
}

const tooLate = () => new DatabaseUnavailable("The database took too long.");
