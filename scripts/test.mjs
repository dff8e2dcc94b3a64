// `npm test`: everything, from a fresh clone: packages, build, types, lint, specs, unit, contract and browser tests, coverage.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, requireNode, root } from "./prepare.cjs";

requireNode();
process.chdir(root);
ensureInstalled();
ensureBuilt();

const { findChromium } = await import("./chromium.mjs");
const { coverage } = await import("./coverage.mjs");
const folder = mkdtempSync(join(tmpdir(), "clearlist-tests-"));
const coverageFolder = join(folder, "coverage");
mkdirSync(coverageFolder);
const exercised = join(folder, "exercised.txt");
const env = {
  ...process.env,
  COVERAGE_DIR: coverageFolder,
  EXERCISED: exercised,
  CHROMIUM_PATH: findChromium(),
  FORCE_COLOR: "0",
};

let passed = 0;
let failed = 0;
const count = (ok, name) => {
  if (ok) passed += 1;
  else failed += 1;
  console.log(`${ok ? "✓" : "✗"} ${name}`);
};

const CHECKS = [
  ["types", ["npm", "run", "-s", "typecheck"]],
  ["lint", ["npm", "run", "-s", "lint"]],
  ["no dead code", ["npm", "run", "-s", "knip"]],
  ["specs", ["npm", "run", "-s", "specs:check", "--", "--check"]],
];
const codes = await Promise.all(CHECKS.map(([, command]) => run(command)));
for (const [i, [name]] of CHECKS.entries()) count(codes[i] === 0, name);

const vitestReport = join(folder, "vitest.json");
const vitest = await run([
  "npx",
  "vitest",
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${vitestReport}`,
]);
const { numPassedTests = 0, numFailedTests = 0 } = readJson(vitestReport);
passed += numPassedTests;
failed += numFailedTests;
if (vitest !== 0 && numFailedTests === 0) count(false, "vitest");
count((await run(["node", "scripts/exercised.mjs", exercised])) === 0, "every answer of the contract was got");

const playwrightReport = join(folder, "playwright.json");
const playwright = await run(["npx", "playwright", "test", "--reporter=dot,json"], {
  PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport,
});
const { stats = {} } = readJson(playwrightReport);
passed += stats.expected ?? 0;
failed += (stats.unexpected ?? 0) + (stats.flaky ?? 0);
if (playwright !== 0 && !stats.unexpected && !stats.flaky) count(false, "playwright");

const lines = await coverage(coverageFolder);
count(lines >= 90, `at least 90 % of the lines in app/ are covered: ${lines.toFixed(1)} %`);

rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function run([command, ...args], more = {}) {
  return new Promise((resolve) => {
    spawn(command, args, { stdio: "inherit", env: { ...env, ...more } }).once("close", (code) => resolve(code ?? 1));
  });
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}
