import { version } from "uuid";
import { expect, test } from "vitest";

import { isId, newId } from "./task-id.server";

test("ids are of version 7, of this moment, all different, and each later in order than the one before [TASK-005]", () => {
  const began = Date.now();
  const ids = Array.from({ length: 20_000 }, newId);
  const ended = Date.now();
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
  for (const id of ids) {
    expect(isId(id) && version(id)).toBe(7);
    const at = Number.parseInt(id.replace("-", "").slice(0, 12), 16);
    expect(at >= began && at <= ended).toBe(true);
  }
  // What is not time or order is random: bits that never change would say that it is not.
  const ends = ids.map((id) => Number.parseInt(id.slice(-8), 16));
  expect(ends.reduce((all, end) => all | end, 0) >>> 0).toBe(0xffff_ffff);
  expect(ends.reduce((all, end) => all & end, 0xffff_ffff)).toBe(0);
});
