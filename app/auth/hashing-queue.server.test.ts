import { expect, test } from "vitest";

import { boundedQueue, QueueFull } from "./hashing-queue.server";

test("so many run at once, so many wait in order, and the next is turned away [AUTH-048]", async () => {
  const queue = boundedQueue({ atOnce: 2, waiting: 3 });
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const work = (n: number) => () => {
    begun.push(n);
    return new Promise<number>((resolve) => ends.push(() => resolve(n)));
  };
  const answers = [0, 1, 2, 3, 4].map((n) => queue(work(n)));
  await expect(queue(work(5))).rejects.toBeInstanceOf(QueueFull);
  expect(begun).toEqual([0, 1]);

  ends.shift()!();
  await answers[0];
  expect(begun).toEqual([0, 1, 2]);
  const late = queue(work(6));
  while (ends.length > 0) {
    ends.shift()!();
    await new Promise(setImmediate);
  }
  expect(await Promise.all([...answers, late])).toEqual([0, 1, 2, 3, 4, 6]);
  expect(begun).toEqual([0, 1, 2, 3, 4, 6]);
});

test("work that fails gives its place back [AUTH-048]", async () => {
  const queue = boundedQueue({ atOnce: 1, waiting: 1 });
  const failure = queue(() => Promise.reject(new Error("no")));
  const next = queue(async () => "yes");
  await expect(failure).rejects.toThrow("no");
  expect(await next).toBe("yes");
  expect(await queue(async () => "again")).toBe("again");
});
