import { expect, test } from "vitest";

import { remoteClock } from "./remote-clock.server";

test("another clock is known for a minute after each answer, whatever our own says [OPS-027]", () => {
  let now = 5000;
  const clock = remoteClock(() => now);
  expect(clock.after(0)).toBe(undefined);

  const theirs = Date.UTC(2026, 10, 21);
  clock.shows(theirs);
  now += 700;
  expect(clock.after(300)).toEqual(new Date(theirs + 1000));
  now += 59_300;
  expect(clock.after(0)).toEqual(new Date(theirs + 60_000));
  now += 1;
  expect(clock.after(0)).toBe(undefined);

  clock.shows(theirs - 86_400_000); // it was set back
  expect(clock.after(0)).toEqual(new Date(theirs - 86_400_000));
  clock.forget();
  expect(clock.after(0)).toBe(undefined);
});
