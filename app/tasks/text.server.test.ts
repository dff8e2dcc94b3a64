import { describe, expect, test } from "vitest";

import { descriptionFault, descriptionText, titleFault, titleText } from "./text.server";

describe("a title [TASK-001, TASK-003]", () => {
  test.each([
    [" a ", "a"],
    ["\u0085\u2028\u3000\u00a0a b\u000b\f", "a b"],
    ["e\u0301", "é"],
    ["\ufeffa", "\ufeffa"],
    ["", ""],
  ])("%j is stored as %j", (typed, stored) => expect(titleText(typed)).toBe(stored));

  test("counts code points, not half ones", () => {
    expect(titleFault("🎉".repeat(200), 200)).toBeUndefined();
    expect(titleFault("🎉".repeat(201), 200)).toEqual({
      code: "too_long",
      message: "must have at most 200 characters",
    });
  });

  test.each(["", "a\nb", "a\tb", "a\u0000", "\u001f", "\ud83c", "\udf89a"])("%j is refused", (title) =>
    expect(titleFault(title, 200)).toBeDefined(),
  );

  test("is trimmed in a time that grows with its length, not with its square", () => {
    const spaces = " ".repeat(60_000);
    expect(titleText(`${spaces}a${spaces}a`)).toHaveLength(60_002);
  });
});

describe("a description [TASK-002, TASK-003]", () => {
  test.each([
    ["a\r\nb\rc\n", "a\nb\nc\n"],
    ["  e\u0301 ", "  e\u0301 "],
    [" \r\n\u3000", null],
    ["", null],
  ])("%j is stored as %j", (typed, stored) => expect(descriptionText(typed)).toBe(stored));

  test.each(["\u0000", "a\u000bb", "\ud800", "x".repeat(2001)])("%j is refused", (text) =>
    expect(descriptionFault(text, 2000)).toBeDefined(),
  );
  test("may hold tabs and newlines", () => expect(descriptionFault("a\tb\nc", 2000)).toBeUndefined());
});
