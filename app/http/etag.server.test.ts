import { describe, expect, test } from "vitest";

import { etagOf, ifMatch, isFresh } from "./etag.server";
import { isReply } from "./reply.server";

const asking = (name: string, value: string) => new Request("http://localhost/", { headers: { [name]: value } });

describe("If-Match", () => {
  const matches = (value: string, version: number) => {
    const test = ifMatch(asking("If-Match", value));
    return isReply(test) ? test.status : test(version);
  };

  test.each([
    [etagOf(3), true],
    [`"a,b", ${etagOf(3)} , "c"`, true],
    [" * ", true],
    [`W/${etagOf(3)}`, false],
    [etagOf(2), false],
    ['""', false],
    ["", 400],
    [",", 400],
    ['"v3', 400],
    ["v3", 400],
    ['"v3" "v4"', 400],
    ['*, "v3"', 400],
  ])("%j on version 3 is %s [API-026]", (value, expected) => expect(matches(value, 3)).toBe(expected));
});

describe("If-None-Match", () => {
  test.each([
    [etagOf(3), true],
    [`W/${etagOf(3)}`, true],
    ["*", true],
    [etagOf(2), false],
    ["garbage", false],
    ["", false],
  ])("%j on version 3 is %s [API-025]", (value, expected) =>
    expect(isFresh(asking("If-None-Match", value), 3)).toBe(expected),
  );
});
