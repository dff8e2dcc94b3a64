import { expect, test } from "vitest";

import { progressBar } from "./progress.mjs";

const bar = (isTTY: boolean) => {
  let clock = 0;
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
  const draw = progressBar(stream, () => clock);
  const wait = (ms: number) => {
    clock += ms;
  };
  return { draw, written, wait };
};

test("what is done within two seconds shows no bar [OPS-022]", () => {
  const { draw, written, wait } = bar(true);
  for (const share of [0, 0.5, 1]) {
    draw(share);
    wait(900);
  }
  draw.end();
  expect(written).toEqual([]);
});

test("after two seconds a terminal shows one bar, drawn over itself [OPS-022]", () => {
  const { draw, written, wait } = bar(true);
  wait(2000);
  for (const share of [0.5, 0.501, 1]) draw(share);
  draw.end();
  expect(written).toEqual([`\r[${"#".repeat(15)}${".".repeat(15)}]  50 %`, `\r[${"#".repeat(30)}] 100 %`, "\n"]);
});

test("elsewhere it is a line for each tenth [OPS-022]", () => {
  const { draw, written, wait } = bar(false);
  wait(2000);
  for (let share = 0; share <= 1; share += 0.01) draw(share);
  draw.end();
  expect(written).toHaveLength(10);
  expect(written.join("")).not.toContain("\r");
});
