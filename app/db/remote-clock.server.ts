/** For how long an answer tells what the other clock shows: neither runs away from the other by much meanwhile. */
const KNOWN_MS = 60_000;

/** The clock of another machine, as far as its answers tell. What is set back there meanwhile, nobody here knows. */
export function remoteClock(now: () => number = () => performance.now()) {
  let ahead: number | undefined;
  let heard = 0;
  return {
    /** What it showed, in milliseconds since 1970, in an answer that has just come. */
    shows(shown: number): void {
      heard = now();
      // It shows more by now, as long as the answer was on its way: who counts from here is never too late.
      ahead = shown - heard;
    },
    /** Nothing is known of it any more. */
    forget(): void {
      ahead = undefined;
    },
    /** What it will show at the earliest in `ms` milliseconds; undefined when it has not been heard of for a minute. */
    after(ms: number): Date | undefined {
      const at = now();
      return ahead === undefined || at - heard > KNOWN_MS ? undefined : new Date(at + ahead + ms);
    },
  };
}
