import { expect, test } from "vitest";

import { audit } from "./audit.mjs";

const task = (title: string, version = 1, more = {}) => ({ id: title, title, completed: false, version, ...more });
const nothing = { lost: [], doubled: [] };

test("what is there as it was acknowledged is neither lost nor doubled [OPS-040]", () => {
  expect(audit([task("a"), task("b", 2)], undefined, [task("b", 2), task("a")])).toMatchObject(nothing);
});

test("what is missing, older, or there again after it was deleted is lost [OPS-040]", () => {
  const { lost, doubled } = audit([task("a"), task("b", 2)], undefined, [task("b", 1), task("c")]);
  expect(lost).toHaveLength(3);
  expect(doubled).toEqual([]);
});

test("what stands twice, or was changed twice, is doubled [OPS-040]", () => {
  const found = [task("a"), task("a", 1, { id: "another" }), task("b", 3)];
  const { lost, doubled } = audit([task("a"), task("b", 2)], undefined, found);
  expect(doubled).toHaveLength(2);
  expect(lost).toEqual([]);
});

test("a write that nobody answered may be there or not, and nothing in between [OPS-040]", () => {
  const before = task("a");
  const after = task("renamed", 2, { id: "a" });
  for (const [open, found, done] of [
    [{ before, after }, [before], false],
    [{ before, after }, [after], true],
    [{ before }, [before], false],
    [{ before }, [], true],
    [{ after: task("new") }, [before, task("new")], true],
    [{ after: task("new") }, [before], false],
  ] as const)
    expect(audit([before], open, [...found])).toMatchObject({ ...nothing, done });
  expect(audit([before], { before, after }, [{ ...after, version: 1 }]).lost).toHaveLength(1);
  expect(audit([before], { before, after }, [{ ...after, version: 3 }]).doubled).toHaveLength(1);
  expect(
    audit([before], { after: task("new") }, [before, task("new"), task("new", 1, { id: "n2" })]).doubled,
  ).toHaveLength(1);
});
