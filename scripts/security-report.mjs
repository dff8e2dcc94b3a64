// `npm run security:report`: runs the attack suites on both databases and in a browser, and prints what was tried and
// what came of it. Exits with 1 when anything succeeded.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, requireNode, root } from "./prepare.cjs";

/** Where each test is one attack, by file. The others say themselves how many they are. */
const KINDS = {
  "tokens.spec.ts": "forged, stale and confused tokens",
  "browser.spec.ts": "forged origins, hosts, redirects and methods",
  "isolation.spec.ts": "other people's tasks, by hand",
  "accounts.spec.ts": "sign-up, sign-in and passwords",
  "account-settings.spec.ts": "the settings of other accounts",
  "auth-endpoints.spec.ts": "endpoints that should be shut",
  "browser-headers.spec.ts": "answers without their headers",
  "email-change.spec.ts": "an address that is somebody else's",
  "passwords.spec.ts": "weak, common and stored passwords",
  "second-factor.spec.ts": "a second factor passed by",
  "secrets.spec.ts": "secrets in bundles and errors",
  "traps.spec.ts": "the known traps",
  "row-level-security.spec.ts": "row-level security",
};

requireNode();
process.chdir(root);
ensureInstalled();
ensureBuilt();

const { findChromium } = await import("./chromium.mjs");
const folder = mkdtempSync(join(tmpdir(), "clearlist-report-"));
const attacks = join(folder, "attacks.jsonl");
const vitest = join(folder, "vitest.json");
const env = { ...process.env, ATTACKS: attacks, CHROMIUM_PATH: findChromium(), FORCE_COLOR: "0" };

const suites = ["specs/security", "specs/database/row-level-security.spec.ts"];
const projects = ["--project=embedded", "--project=postgres"];
const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${vitest}`];
const codes = [
  await run(["npx", "vitest", "run", ...projects, ...reporters, ...suites]),
  await run(["npx", "playwright", "test", "specs/features/attacks.spec.ts"]),
];

const table = new Map();
function count(kind, tried, succeeded) {
  const row = table.get(kind) ?? { tried: 0, succeeded: 0 };
  table.set(kind, { tried: row.tried + tried, succeeded: row.succeeded + succeeded });
}
const { testResults = [] } = existsSync(vitest) ? JSON.parse(readFileSync(vitest, "utf8")) : {};
for (const { name, assertionResults } of testResults) {
  const kind = KINDS[name.split("/").at(-1)];
  if (kind) count(kind, assertionResults.length, assertionResults.filter(({ status }) => status !== "passed").length);
}
const lines = existsSync(attacks) ? readFileSync(attacks, "utf8").trim().split("\n") : [];
for (const { kind, tried, succeeded } of lines.map((line) => JSON.parse(line))) count(kind, tried, succeeded);
rmSync(folder, { recursive: true, force: true });

const all = [...table].reduce((sum, [, { tried, succeeded }]) => [sum[0] + tried, sum[1] + succeeded], [0, 0]);
console.log("\n| attacks | tried | succeeded |\n|---|---:|---:|");
for (const [kind, { tried, succeeded }] of table) console.log(`| ${kind} | ${tried} | ${succeeded} |`);
console.log(`| all | ${all[0]} | ${all[1]} |`);
process.exit(all[1] === 0 && codes.every((code) => code === 0) ? 0 : 1);

function run([command, ...args]) {
  return new Promise((resolve) => {
    spawn(command, args, { stdio: "inherit", env }).once("close", (code) => resolve(code ?? 1));
  });
}
