import { expect, test } from "vitest";

import { curve } from "./curve.mjs";
import { slope, valleys } from "./trend.mjs";

const sample = (seconds: number, heap: number) => ({ seconds, rss: 2 * heap, heap, handles: 20 });
const saw = Array.from({ length: 120 }, (_, second) => sample(second, 100 + second / 60 + (second % 10)));

test("a leak of one MiB a minute is seen through the garbage, and flat is flat [OPS-045]", () => {
  expect(slope(valleys(saw, 10), "heap")).toBeCloseTo(1);
  expect(slope(saw, "handles")).toBe(0);
});

test("the curve is drawn within its frame [OPS-045]", () => {
  const svg = curve("embedded", saw, 20);
  const points = [...svg.matchAll(/points="([^"]+)"/g)].flatMap(([, list]) => list!.split(" "));
  expect(points.length).toBeGreaterThan(200);
  for (const point of points) expect(point).toMatch(/^\d+(\.\d)?,\d+(\.\d)?$/);
});
