/** Longer nobody should wait for it, however busy the page is. */
const AT_LATEST_MS = 2000;

/**
 * Does what nobody waits for once the browser has nothing else to do: at a page's arrival, effects would run one after
 * the other, and a hand that comes then would wait for all of them. Gives what takes it back.
 */
export function whenIdle(work: () => void): () => void {
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(work, 200);
    return () => clearTimeout(timer);
  }
  const turn = requestIdleCallback(work, { timeout: AT_LATEST_MS });
  return () => cancelIdleCallback(turn);
}
