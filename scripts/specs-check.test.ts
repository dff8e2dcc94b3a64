import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";

const checker = fileURLToPath(new URL("specs-check.mjs", import.meta.url));
const SPEC = "specs/features/milk.md";
const TEST = "app/milk.test.ts";
const MANIFEST = '{\n  "engines": { "node": ">=20.19" },\n  "dependencies": {\n    "cow": "1.2.3"\n  }\n}\n';

/** A small project in which everything is in order. */
const ORDER: Record<string, string> = {
  [SPEC]: "# Milk\n\n## Buying\n\n- **MILK-001** Milk is white.\n",
  [TEST]: 'test("milk is white [MILK-001]", () => {});\n',
  "AGENTS.md": "# Agents\n\n<!-- stack:begin -->\n<!-- stack:end -->\n\nThe end.\n",
  "package.json": MANIFEST,
};

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe("a requirement", () => {
  test("without a test is named with its line [SPEC-002]", () => {
    const { lines } = check({ [SPEC]: "# Milk\n\n- **MILK-001** White.\n- **MILK-002** Cold.\n" });
    expect(lines).toEqual([`${SPEC}:4: MILK-002 has no test`]);
  });

  test("defined twice is named with both places [SPEC-001]", () => {
    const { lines } = check({ "specs/more.md": "- **MILK-001** Milk is black.\n" });
    expect(lines).toEqual([`specs/more.md:1: MILK-001 is defined twice, first in ${SPEC}:5`]);
  });

  test("out of form is refused: too few digits, no words [SPEC-001]", () => {
    const { lines } = check({ [SPEC]: "- **MILK-001**\n- **MILK-2** Milk is cold.\n" });
    expect(lines).toEqual([
      `${SPEC}:1: MILK-001 says nothing`,
      `${SPEC}:2: MILK-2 must have three digits, like MILK-001`,
    ]);
  });

  test("is not defined by prose, by a block or by the table that is generated [SPEC-001]", () => {
    const prose = "MILK-001 matters.\n\n* MILK-001\n\n```text\n- **MILK-002** No.\n```\n";
    expect(check({ "specs/more.md": prose }).status).toBe(0);
  });

  test("that does not exist is not referred to, except in the records of the past [SPEC-005]", () => {
    const mention = "See MILK-099, or `MILK-098`.\n";
    expect(check({ "specs/more.md": mention, "specs/history/001.md": mention }).lines).toEqual([
      "specs/more.md:1: names MILK-099, which no spec defines",
    ]);
  });
});

describe("a test", () => {
  test.each([
    ["in double quotes", 'test("white [MILK-001]", f);'],
    ["in single quotes, with others", "it('white [MILK-001, MILK-001]', f);"],
    ["in a template", "for (const x of xs) test(`${x(`}`)} is [MILK-001]`, f);"],
    ["joined over lines", 'test(\n  "a long one " +\n    "[MILK-001]",\n  f,\n);'],
    ["of test.each", 'test.each([["a)", "b"]])("white %s [MILK-001]", f);'],
    ["of test.each with types", 'test.each<[string, (a: string) => void]>([])("white [MILK-001]", f);'],
    ["of test.each as a table", 'test.each`a | b\n${1} | ${2}`("white [MILK-001]", f);'],
    ["of a group", 'describe("milk [MILK-001]", () => { test("is white", f); });'],
    ["of Playwright", 'test.describe("milk [MILK-001]", () => { test("is white", f); });'],
    ["after a regular expression with a quote", 'const r = /["\'`(]/;\ntest("white [MILK-001]", f);'],
    ["after an apostrophe in JSX", 'const a = <p>Don\'t</p>;\ntest("white [MILK-001]", f);'],
  ])("names its ids %s [SPEC-002]", (_, source) => {
    expect(check({ [TEST]: `${source}\n` })).toMatchObject({ status: 0 });
  });

  test.each([
    ["in a comment", '// test("white [MILK-001]", f);'],
    ["in a longer comment", '/* test("white [MILK-001]", f); */'],
    ["in a string", "const s = 'test(\"white [MILK-001]\", f);';"],
    ["of a call of another name", 'pattern.test("white [MILK-001]");'],
    ["of a step", 'test.step("white [MILK-001]", f);'],
    ["of a group without tests", 'describe("milk [MILK-001]", () => {});'],
  ])("is not what stands %s [SPEC-002]", (_, source) => {
    const { lines } = check({ [TEST]: `test("black []", f);\n${source}\n` });
    expect(lines).toContain(`${SPEC}:5: MILK-001 has no test`);
  });

  test("with an id that no spec defines is named with its line [SPEC-003]", () => {
    const { lines } = check({ [TEST]: 'test("white [MILK-001]", f);\n\ntest("cold [MILK-002, MILK-1]", f);\n' });
    expect(lines).toEqual([
      `${TEST}:3: the title names MILK-002, which no spec defines`,
      `${TEST}:3: the title names MILK-1, which no spec defines`,
    ]);
  });

  test.each(["specs/a.spec.ts", "app/b/c.test.tsx", "scripts/d.test.ts", "bench/e.test.ts"])(
    "file without an id in any title is refused: %s [SPEC-004]",
    (path) => {
      expect(check({ [path]: 'test("something", f);\n' }).lines).toEqual([
        `${path}:1: no title names a requirement, like [TASK-001]`,
      ]);
    },
  );
});

describe("a test that is left out", () => {
  const also = 'test("white [MILK-001]", f);\n';

  test.each([
    'test.skip("cold [MILK-001]", f);',
    'test.fixme("cold", f);',
    'test.todo("cold");',
    'describe.skip("cold", f);',
    'test.skipIf(linux)("cold", f);',
    "test.skip(!javaScriptEnabled);",
  ])("needs a note: %s [SPEC-007]", (skip) => {
    expect(check({ [TEST]: `${also}${skip}\n` }).lines).toEqual([
      `${TEST}:2: skips without a note; name the spec passage above it: // spec: ui/pages.md#every-page`,
    ]);
  });

  test("may name the passage that allows it, above or beside [SPEC-007]", () => {
    const above = "// spec: features/milk.md#buying\ntest.skip(dark);\n";
    const beside = "test.skip(dark); // spec: features/milk.md\n";
    expect(check({ [TEST]: also + above + beside }).status).toBe(0);
  });

  test("may not name a passage that is not there [SPEC-007]", () => {
    const { lines } = check({ [TEST]: `${also}// spec: features/milk.md#selling\ntest.skip(dark);\n` });
    expect(lines).toEqual([`${TEST}:3: the note features/milk.md#selling leads to no heading`]);
  });

  test.each([
    'test.skip("white [MILK-001]", f);',
    'describe.skip("milk", () => { test("white [MILK-001]", f); });',
    'describe("white [MILK-001]", () => { test.todo("later"); });',
  ])("proves nothing: %s [SPEC-002]", (skip) => {
    expect(check({ [TEST]: `${skip} // spec: features/milk.md\n` }).lines).toContain(`${SPEC}:5: MILK-001 has no test`);
  });
});

describe("a link", () => {
  test.each([
    ["milk.md", "leads to no file"],
    ["features/milk.md#selling", "leads to no heading"],
    ["#nowhere", "leads to no heading"],
    ["../../elsewhere.md", "leads out of the project"],
    ["<features/no milk.md>", "leads to no file"],
  ])("to %s is named with its line: it %s [SPEC-005]", (target, problem) => {
    const { lines } = check({ "specs/more.md": `# More\n\nSee [this](${target}).\n` });
    expect(lines).toEqual([`specs/more.md:3: the link ${target.replace(/[<>]/g, "")} ${problem}`]);
  });

  test("is looked at in the documents beside AGENTS.md, as an image and as a reference, too [SPEC-005]", () => {
    const readme = "![shot](docs/shot.png)\n\n[a] and [b](specs/features/milk.md#buying)\n\n[a]: specs/none.md\n";
    expect(check({ "README.md": readme }).lines).toEqual([
      "README.md:1: the link docs/shot.png leads to no file",
      "README.md:5: the link specs/none.md leads to no file",
    ]);
  });

  test("that leads somewhere, or out to the web, or is only shown, is in order [SPEC-005]", () => {
    const more = [
      "# More",
      "## The same, `twice`!",
      "## The same, twice",
      "[1](#the-same-twice) [2](#the-same-twice-1) [3](features/milk.md#buying) [4](../package.json) [5](features/)",
      '[6](https://example.com/none.md "Title") [7](mailto:ada@example.com) [8](traceability.md) `[9](none.md)`',
      '<a id="own"></a> [10](#own)',
      "```text\n[11](none.md)\n# No heading\n```",
    ];
    expect(check({ "specs/more.md": `${more.join("\n\n")}\n` })).toMatchObject({ status: 0, lines: [] });
  });
});

describe("a block in a spec", () => {
  test.each(["ts", "js", "sql", "sh", "python", ""])("of '%s' is refused [SPEC-006]", (language) => {
    const { lines } = check({ "specs/more.md": `# More\n\n\`\`\`${language}\nx\n\`\`\`\n` });
    expect(lines).toEqual([
      `specs/more.md:3: a block of ${language || "no language"}; a spec may show text, json, http`,
    ]);
  });

  test("may be text, JSON or HTTP, and in a quickstart a shell's [SPEC-006]", () => {
    const blocks = ["text", "json", "http"].map((language) => `\`\`\`${language}\nx\n\`\`\`\n`).join("\n");
    const files = { "specs/more.md": blocks, "specs/001-milk/quickstart.md": `~~~sh\nnpm start\n~~~\n` };
    expect(check(files).status).toBe(0);
  });

  test("does not concern documents outside the specs [SPEC-006]", () => {
    expect(check({ "README.md": "```ts\nlet x;\n```\n" }).status).toBe(0);
  });
});

describe("what is generated", () => {
  test("is the table from requirements to tests, in the order of ids [SPEC-008]", () => {
    const { root } = check({
      "specs/a.md": "- **COW-001** Cows give milk.\n",
      "specs/a.spec.ts": 'test("cows give <milk> [COW-001]", f);\ntest("twice | often [MILK-001, COW-001]", f);\n',
    });
    const table = readFileSync(join(root, "specs/traceability.md"), "utf8").split("\n").slice(4);
    expect(table).toEqual([
      "| requirement | defined in | proved by |",
      "|---|---|---|",
      "| COW-001 | [a.md](a.md) | [specs/a.spec.ts](a.spec.ts): cows give &lt;milk><br>[specs/a.spec.ts](a.spec.ts): twice \\| often |",
      "| MILK-001 | [features/milk.md](features/milk.md#buying) | [specs/a.spec.ts](a.spec.ts): twice \\| often<br>[app/milk.test.ts](../app/milk.test.ts): milk is white |",
      "",
    ]);
  });

  test("is the stack, from package.json [SPEC-009]", () => {
    const { root } = check();
    const agents = readFileSync(join(root, "AGENTS.md"), "utf8");
    expect(agents).toContain("| cow | 1.2.3 |");
    expect(agents).toContain("Node `>=20.19`");
    expect(agents).toMatch(/^# Agents\n\n<!-- stack:begin -->\n[\s\S]*\n<!-- stack:end -->\n\nThe end\.\n$/);
  });

  test("is the same the second time, and then --check is content [SPEC-008, SPEC-009]", () => {
    const { root } = check();
    const written = () => ["specs/traceability.md", "AGENTS.md"].map((path) => readFileSync(join(root, path), "utf8"));
    const first = written();
    run(root);
    expect(written()).toEqual(first);
    expect(run(root, "--check")).toMatchObject({ status: 0, lines: [] });
  });

  test("is refused by --check when it is not what stands there, and left alone [SPEC-008, SPEC-009]", () => {
    const { root } = check();
    const test = 'test("milk is very white [MILK-001]", f);\n';
    write(root, { [TEST]: test });
    expect(run(root, "--check").lines).toEqual(["specs/traceability.md:7: is out of date; run npm run specs:check"]);
    write(root, { "package.json": MANIFEST.replace("1.2.3", "1.2.4") });
    expect(run(root, "--check").lines).toEqual(["AGENTS.md:9: is out of date; run npm run specs:check"]);
    expect(readFileSync(join(root, "AGENTS.md"), "utf8")).toContain("| cow | 1.2.3 |");
  });

  test("is not written while something is wrong [SPEC-008, SPEC-010]", () => {
    const { root } = check({ "specs/more.md": "[gone](none.md)\n" });
    expect(() => readFileSync(join(root, "specs/traceability.md"))).toThrow("ENOENT");
    expect(readFileSync(join(root, "AGENTS.md"), "utf8")).toBe(ORDER["AGENTS.md"]);
  });

  test.each(["^1.2.3", "~1.2.3", "1.2", "1.x", "*", "latest", ">=1.2.3", "file:../cow"])(
    "needs exact versions: not %s [SPEC-009]",
    (version) => {
      expect(check({ "package.json": MANIFEST.replace("1.2.3", version) }).lines).toEqual([
        `package.json:4: cow must be one exact version, not ${version}`,
      ]);
    },
  );

  test("needs its place in AGENTS.md [SPEC-009]", () => {
    expect(check({ "AGENTS.md": "# Agents\n" }).lines).toEqual([
      "AGENTS.md:1: has no stack section between <!-- stack:begin --> and <!-- stack:end -->",
    ]);
  });
});

describe("the command", () => {
  test("says in one line that all is in order [SPEC-010]", () => {
    const { status, lines, output } = check();
    expect({ status, lines }).toEqual({ status: 0, lines: [] });
    expect(output).toBe(
      "specs in order: requirements 1, titles that prove them 1, test files 1, documents 2, links 0\n",
    );
  });

  test("ends with 1 and a line for each thing that is wrong, by file and line [SPEC-010]", () => {
    const { status, lines, output } = check({
      "specs/more.md": "[b](b.md)\n\n[c](c.md)\n",
      "app/other.test.ts": 'test("x", f);\n',
    });
    expect({ status, output }).toEqual({ status: 1, output: "" });
    expect(lines).toEqual([
      "app/other.test.ts:1: no title names a requirement, like [TASK-001]",
      "specs/more.md:1: the link b.md leads to no file",
      "specs/more.md:3: the link c.md leads to no file",
    ]);
  });
});

/** Runs the check on a project that differs from ORDER in `files`. */
function check(files: Record<string, string> = {}) {
  const root = mkdtempSync(join(tmpdir(), "specs-check-"));
  folders.push(root);
  write(root, { ...ORDER, ...files });
  return run(root);
}

function write(root: string, files: Record<string, string>) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function run(root: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [checker, "--root", root, ...args], {
    encoding: "utf8",
  });
  return { root, status, output: stdout, lines: stderr.split("\n").filter(Boolean) };
}
