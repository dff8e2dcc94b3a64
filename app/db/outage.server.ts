import { AsyncLocalStorage } from "node:async_hooks";

import { DatabaseUnavailable } from "./errors.server";

const running = new AsyncLocalStorage<{ outage?: DatabaseUnavailable }>();

/**
 * Runs `work`, and throws DatabaseUnavailable when the database was away meanwhile, even if `work` has taken that for
 * something else: Better Auth's guards read "no answer" as "no session", and would sign people out.
 */
export async function noticingOutages<T>(work: () => Promise<T>): Promise<T> {
  const seen: { outage?: DatabaseUnavailable } = {};
  const [result] = await Promise.allSettled([running.run(seen, work)]);
  if (seen.outage) throw seen.outage;
  if (result.status === "rejected") throw result.reason;
  return result.value;
}

/** Passes on what `query` gives, and remembers an outage for whoever is noticing. */
export async function noticed<T>(query: Promise<T>): Promise<T> {
  try {
    return await query;
  } catch (error) {
    const seen = running.getStore();
    if (seen && error instanceof DatabaseUnavailable) seen.outage = error;
    throw error;
  }
}
