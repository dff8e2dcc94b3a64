// `npm run specs:check`: holds specs, tests and what is generated from them together, and writes what is generated.
// With --check it writes nothing and fails when something would change. --root DIR looks at another project folder.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, posix, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { rangesIn, traceabilityTable, withStack } from "./specs/generated.mjs";
import { readMarkdown } from "./specs/markdown.mjs";
import { readTests } from "./specs/titles.mjs";

const TRACEABILITY = "specs/traceability.md";
const TEST_FOLDERS = ["specs", "app", "scripts", "bench"];
const TEST_FILE = /\.(?:test\.tsx?|spec\.ts)$/;
const SPEC_BLOCKS = ["text", "json", "http"];
/** A set-up that is typed into a shell cannot be told in other words. */
const MAY_SHOW_SHELL = /(?:^|\/)quickstart\.md$/;

const { values: options } = parseArgs({
  options: { root: { type: "string" }, check: { type: "boolean", default: false } },
});
const root = options.root ?? fileURLToPath(new URL("..", import.meta.url));
const errors = [];
const fail = (path, line, message) => errors.push({ path, line, message });

const inSpecs = filesBelow("specs", /\.md$/).filter((path) => path !== TRACEABILITY);
const atRoot = readdirSync(root).filter((name) => name.endsWith(".md"));
const specs = inSpecs.map((path) => readMarkdown(path, read(path)));
const documents = new Map(
  [...specs, ...atRoot.map((path) => readMarkdown(path, read(path)))].map((one) => [one.path, one]),
);
const tests = TEST_FOLDERS.flatMap((folder) => filesBelow(folder, TEST_FILE)).map((path) =>
  readTests(path, read(path)),
);

const requirements = checkRequirements();
const proofs = checkTests(requirements);
checkMentions(requirements);
const links = checkLinks();
checkBlocks();
checkStack();
await checkContract();

if (errors.length === 0) generate(TRACEABILITY, traceabilityTable(requirements.values(), proofs));
if (errors.length > 0) report();
else console.log(`specs in order: ${counts()}`);

/** The requirements by their ids. An id is defined once, in its form, and says something. */
function checkRequirements() {
  const known = new Map();
  for (const requirement of specs.flatMap((spec) => spec.requirements)) {
    const { id, path, line, text } = requirement;
    const first = known.get(id);
    if (!/-\d{3}$/.test(id)) fail(path, line, `${id} must have three digits, like ${id.replace(/-.*/, "")}-001`);
    else if (first) fail(path, line, `${id} is defined twice, first in ${first.path}:${first.line}`);
    else known.set(id, requirement);
    if (text === "") fail(path, line, `${id} says nothing`);
  }
  return known;
}

/** The titles that prove something: they run, and name an id. */
function checkTests(known) {
  for (const { path, titles, skips } of tests) {
    for (const { line, ids } of titles)
      for (const id of ids) if (!known.has(id)) fail(path, line, `the title names ${id}, which no spec defines`);
    if (!titles.some(({ ids }) => ids.length > 0)) fail(path, 1, "no title names a requirement, like [TASK-001]");
    for (const { line, note } of skips) checkSkip(path, line, note);
  }
  const proving = tests.flatMap(({ titles }) => titles).filter(({ runs, ids }) => runs && ids.length > 0);
  const proved = new Set(proving.flatMap(({ ids }) => ids));
  for (const { id, path, line } of known.values()) if (!proved.has(id)) fail(path, line, `${id} has no test`);
  return proving;
}

/** A test is left out only for a reason that a spec gives. */
function checkSkip(path, line, note) {
  if (!note)
    return fail(path, line, "skips without a note; name the spec passage above it: // spec: ui/pages.md#every-page");
  const problem = problemOf("specs/skip", note);
  if (problem) fail(path, line, `the note ${note} ${problem}`);
}

/** What a spec says of another requirement is true only while there is one. Records of the past stay as they were. */
function checkMentions(known) {
  const prefixes = new Set([...known.keys()].map((id) => id.split("-")[0]));
  for (const { path, prose } of specs) {
    if (path.startsWith("specs/history/")) continue;
    for (const { line, text } of prose)
      for (const [id, prefix] of text.matchAll(/(?<![\w-])([A-Z]{2,})-\d{3}(?![\w-])/g))
        if (prefixes.has(prefix) && !known.has(id)) fail(path, line, `names ${id}, which no spec defines`);
  }
}

/** How many links lead to another file or heading; each must lead somewhere. */
function checkLinks() {
  const local = [...documents.values()].flatMap((document) =>
    document.links
      .filter(({ target }) => !/^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(target))
      .map((link) => ({ ...link, path: document.path })),
  );
  for (const { path, line, target } of local) {
    const problem = problemOf(path, target);
    if (problem) fail(path, line, `the link ${target} ${problem}`);
  }
  return local.length;
}

/** Why a link from the file `from` leads nowhere, if so. */
function problemOf(from, target) {
  const [file, anchor] = target.split("#", 2).map(decoded);
  const plain = file.split("?", 1)[0];
  const path = plain === "" ? from : plain.startsWith("/") ? plain.slice(1) : posix.join(posix.dirname(from), plain);
  if (path.startsWith("..")) return "leads out of the project";
  if (path === TRACEABILITY) return undefined;
  if (!existsSync(join(root, path))) return "leads to no file";
  const document = documents.get(path);
  return document && anchor && !document.anchors.has(anchor) ? "leads to no heading" : undefined;
}

/** Specs say what, never how: no program in them. */
function checkBlocks() {
  for (const { path, fences } of specs) {
    const allowed = MAY_SHOW_SHELL.test(path) ? [...SPEC_BLOCKS, "sh"] : SPEC_BLOCKS;
    for (const { line, language } of fences)
      if (!allowed.includes(language))
        fail(path, line, `a block of ${language || "no language"}; a spec may show ${allowed.join(", ")}`);
  }
}

function checkStack() {
  for (const path of ["AGENTS.md", "package.json"])
    if (!existsSync(join(root, path))) return fail(path, 1, "is missing");
  const manifest = read("package.json");
  for (const { name, version, line } of rangesIn(manifest))
    fail("package.json", line, `${name} must be one exact version, not ${version}`);
  const text = withStack(read("AGENTS.md"), manifest);
  if (text === undefined)
    return fail("AGENTS.md", 1, "has no stack section between <!-- stack:begin --> and <!-- stack:end -->");
  if (options.check || errors.length === 0) generate("AGENTS.md", text);
}

/** The OpenAPI document and the client's types say what the schemas say that validate. */
async function checkContract() {
  if (!existsSync(join(root, "app/contract"))) return;
  const { contractFiles } = await import("./specs/contract.mjs");
  for (const [path, text] of Object.entries(await contractFiles()))
    if (options.check || errors.length === 0) generate(path, text);
}

/** Writes `text`, or with --check says where the file on disk differs. */
function generate(path, text) {
  const there = existsSync(join(root, path)) ? read(path) : "";
  if (there === text) return;
  if (!options.check) return writeFileSync(join(root, path), text);
  const rows = there.split("\n");
  const line = text.split("\n").findIndex((row, index) => row !== rows[index]) + 1 || rows.length;
  fail(path, line, "is out of date; run npm run specs:check");
}

function counts() {
  const tested = `titles that prove them ${proofs.length}, test files ${tests.length}`;
  return `requirements ${requirements.size}, ${tested}, documents ${documents.size}, links ${links}`;
}

function report() {
  const order = (a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1);
  for (const { path, line, message } of errors.sort(order)) console.error(`${path}:${line}: ${message}`);
  process.exitCode = 1;
}

function filesBelow(folder, pattern) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => pattern.test(name) && !/(?:^|[\\/])(?:node_modules|\.[^\\/]+)[\\/]/.test(name))
    .map((name) => [folder, ...name.split(sep)].join("/"))
    .filter((path) => statSync(join(root, path)).isFile())
    .sort();
}

function read(path) {
  return readFileSync(join(root, path), "utf8").replaceAll("\r\n", "\n");
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
