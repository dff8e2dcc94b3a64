/** What is left of a limit: the whole, what remains of it, and in how many seconds it is whole again. */
export interface Quota {
  limit: number;
  remaining: number;
  seconds: number;
  exceeded: boolean;
}

const WINDOW_MS = 60_000;

/**
 * Counts requests a minute for each caller, in the memory of this instance. A `limit` of 0 counts nothing and answers
 * undefined. Callers of the minute before are forgotten, so that memory does not grow with everybody who ever called.
 */
export function minuteLimit(limit: number, now: () => number = Date.now) {
  let counts = new Map<string, number>();
  let ends = 0;
  return (caller: string): Quota | undefined => {
    if (limit === 0) return undefined;
    if (now() >= ends) {
      counts = new Map();
      ends = now() + WINDOW_MS;
    }
    const count = (counts.get(caller) ?? 0) + 1;
    counts.set(caller, count);
    const seconds = Math.ceil((ends - now()) / 1000);
    return { limit, remaining: Math.max(0, limit - count), seconds, exceeded: count > limit };
  };
}

/** The quota in the header fields of draft-ietf-httpapi-ratelimit-headers. */
export function quotaHeaders({ limit, remaining, seconds }: Quota): Record<string, string> {
  return { "RateLimit-Policy": `"minute";q=${limit};w=60`, RateLimit: `"minute";r=${remaining};t=${seconds}` };
}
