import { expect, test } from "vitest";

import { curve } from "./curve.mjs";
import { slope } from "./trend.mjs";

/** A heap that fills and is emptied, and keeps one MiB more each minute. */
const samples = Array.from({ length: 120 }, (_, second) => {
  const heap = 100 + second / 60 + (second % 10);
  return { seconds: second, rss: 2 * heap, heap, handles: 20, collected: second % 10 === 0 };
});

test("a leak of one MiB a minute is seen, and flat is flat [OPS-045]", () => {
  const collected = samples.filter((sample) => sample.collected);
  expect(slope(collected, "heap")).toBeCloseTo(1);
  expect(slope(collected, "rss")).toBeCloseTo(2);
  expect(slope(samples, "handles")).toBe(0);
});

test("the curve is drawn within its frame [OPS-045]", () => {
  const svg = curve("embedded", samples, 20);
  const points = [...svg.matchAll(/points="([^"]+)"/g)].flatMap(([, list]) => list!.split(" "));
  expect(points.length).toBeGreaterThan(200);
  for (const point of points) expect(point).toMatch(/^\d+(\.\d)?,\d+(\.\d)?$/);
});
