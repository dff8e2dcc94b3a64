// `npm run test:soak`: fifty people use the server for ten minutes, on both databases or on the one that --database names;
// --minutes and --users give other numbers. Draws bench/soak-<database>.svg. Exits with 1 for any error, and after ten
// minutes or more also for memory or handles that rise.
import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { ensureBuilt, ensureInstalled, requireNode, root } from "./prepare.cjs";
import { progressBar } from "./progress.mjs";
import { curve } from "./soak/curve.mjs";
import { heads, row, soak } from "./soak/soak.mjs";

const { values: options } = parseArgs({
  options: { database: { type: "string" }, minutes: { type: "string" }, users: { type: "string" } },
});
requireNode();
process.chdir(root);
ensureInstalled();
ensureBuilt();
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));

const minutes = Number(options.minutes ?? 10);
const users = Number(options.users ?? 50);
const results = [];
for (const database of options.database ? [options.database] : ["embedded", "postgres"]) {
  if (!["embedded", "postgres"].includes(database)) throw new Error(`There is no database ${database}.`);
  const progress = progressBar();
  const result = await soak({ database, seconds: minutes * 60, users, progress });
  progress.end();
  mkdirSync("bench", { recursive: true });
  const title = `${database}: ${users} people, ${minutes} minutes`;
  writeFileSync(`bench/soak-${database}.svg`, curve(title, result.samples, result.warmUp));
  results.push(result);
}
console.log([heads, ...results.map(row)].join("\n"));
for (const error of results.flatMap(({ errors }) => errors).slice(0, 20)) console.error(error);
// Fifty people's connections come and go; what leaks with each request would rise by thousands.
const rises = ({ rss, heap, handles }) => rss.slope >= 1 || heap.slope >= 1 || handles.slope >= 3;
const bad = results.some((result) => result.errors.length > 0 || (minutes >= 10 && rises(result)));
process.exit(bad ? 1 : 0);
