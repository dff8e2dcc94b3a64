import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { licencesPage } from "./licences.mjs";

/** Those that let a product of any licence be made with them, and ask no more than to be named. */
const PERMISSIVE =
  /^(MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|OFL-1\.1|Unlicense|MIT-0|BlueOak-1\.0\.0|PostgreSQL|CC0-1\.0)$/;

test("the licences of everything that runs with Clearlist are listed, and none of them is in the way [SEC-030]", () => {
  const page = readFileSync("docs/licences.md", "utf8");
  expect(page, "docs/licences.md is not current: npm run licences").toBe(licencesPage());
  const licences = [...page.matchAll(/^\| \S+ \| \d\S* \| (.+) \|$/gm)].map((row) => row[1]!);
  expect(licences.length).toBeGreaterThan(10);
  const words = licences.flatMap((text) => text.replace(/[()]/g, "").split(/ (?:OR|AND) /));
  expect(words.filter((word) => !PERMISSIVE.test(word))).toEqual([]);
});
