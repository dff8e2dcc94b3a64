import { readdirSync, readFileSync, statSync } from "node:fs";
import { expect, test } from "vitest";

test("the README's pictures are there, told in words, all shown, and small together [UI-079]", () => {
  const readme = readFileSync("README.md", "utf8");
  const shown = [
    ...readme.matchAll(/!\[([^\]]*)\]\(docs\/([\w-]+\.png)\)/g),
    ...readme.matchAll(/<img alt="([^"]*)" src="docs\/([\w-]+\.png)"/g),
  ].map(([, alt = "", name = ""]) => ({ alt, name }));
  const pictures = readdirSync("docs").filter((name) => name.endsWith(".png"));
  expect(shown.map(({ name }) => name).sort()).toEqual(pictures.sort());
  for (const { alt, name } of shown) expect([name, alt.length > 30]).toEqual([name, true]);
  const total = pictures.reduce((sum, name) => sum + statSync(`docs/${name}`).size, 0);
  expect(total).toBeLessThan(600_000);
});
