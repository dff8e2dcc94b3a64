import { expect, test } from "vitest";

import { turns } from "./turns.server";

test("two run, two wait in their order, and a fifth is turned away; a place that is given up is taken [AUTH-046]", async () => {
  const inTurn = turns({ running: 2, waiting: 2 });
  const begun: number[] = [];
  const finish: (() => void)[] = [];
  const work = (name: number) => () =>
    new Promise<void>((resolve, reject) => {
      begun.push(name);
      finish.push(name === 1 ? () => reject(new Error("failed")) : resolve);
    });
  const all = [1, 2, 3, 4].map((name) => inTurn(work(name))!);
  expect(inTurn(work(5))).toBeUndefined();
  expect(begun).toEqual([1, 2]);
  finish[0]!();
  await expect(all[0]).rejects.toThrow("failed");
  expect(begun).toEqual([1, 2, 3]);
  finish[1]!();
  await all[1];
  expect(begun).toEqual([1, 2, 3, 4]);
  finish[2]!();
  finish[3]!();
  await Promise.all(all.slice(2));
  const again = inTurn(work(6));
  finish[4]!();
  await again;
  expect(begun).toEqual([1, 2, 3, 4, 6]);
});
