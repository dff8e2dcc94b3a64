import { expect, test } from "vitest";

import { minuteLimit, quotaHeaders } from "./rate-limit.server";

test("each caller has so many a minute, and a new minute is a new start [API-037]", () => {
  let now = 1_000_000;
  const count = minuteLimit(2, () => now);
  expect(count("ada")).toEqual({ limit: 2, remaining: 1, seconds: 60, exceeded: false });
  now += 20_500;
  expect(count("ada")).toEqual({ limit: 2, remaining: 0, seconds: 40, exceeded: false });
  expect(count("ada")).toMatchObject({ remaining: 0, exceeded: true });
  expect(count("eve")).toMatchObject({ remaining: 1, exceeded: false });
  now += 39_500;
  expect(count("ada")).toMatchObject({ remaining: 1, exceeded: false });
});

test("0 switches it off [API-037]", () => expect(minuteLimit(0)("ada")).toBeUndefined());

test("is said in two header fields [API-037]", () =>
  expect(quotaHeaders({ limit: 600, remaining: 599, seconds: 42, exceeded: false })).toEqual({
    "RateLimit-Policy": '"minute";q=600;w=60',
    RateLimit: '"minute";r=599;t=42',
  }));
