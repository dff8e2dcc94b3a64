// What a run found out: as a table on the terminal, as JSON, and as pictures.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { chart, figure, range } from "./chart.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const SAVED = join(root, "bench/results");
/** Where git does not look. */
const KEPT = join(root, ".cache/bench");

/**
 * @typedef {object} Goal
 * @property {string} what
 * @property {number} limit At most that, unless `atLeast`.
 * @property {string} unit "x" for a ratio.
 * @property {number} median
 * @property {number} least
 * @property {number} most
 * @property {boolean} met By the median.
 * @property {boolean} [atLeast]
 */

/** A goal and what was measured: how `values` spread, or one number. */
export function goal(what, limit, unit, values, { atLeast = false } = {}) {
  const { median, least, most } = typeof values === "number" ? { median: values, least: values, most: values } : values;
  const met = atLeast ? median >= limit : median <= limit;
  return { what, limit, unit, median, least, most, met, ...(atLeast && { atLeast }) };
}

/** The goals as lines of text. */
export function printGoals(goals) {
  const width = Math.max(...goals.map(({ what }) => what.length));
  for (const one of goals)
    console.log(
      `${one.what.padEnd(width)}  ${bound(one).padEnd(18)} ${range(one, one.unit).padEnd(26)} ${verdict(one)}`,
    );
  console.log(`${goals.filter(({ met }) => met).length} of ${goals.length} goals met`);
}

const bound = ({ limit, unit, atLeast }) => `${atLeast ? "at least" : "at most"} ${figure(limit, unit)}`;
const verdict = ({ met }) => (met ? "met" : "missed");

/**
 * Writes `<name>.json` and `<name>-<chart>.svg`: with `save` to bench/results, together with a page that has the goals
 * of all saved runs, else where git does not look. Answers with the folder.
 */
export function keep(name, { charts, ...result }, { save }) {
  const folder = save ? SAVED : KEPT;
  mkdirSync(folder, { recursive: true });
  for (const old of readdirSync(folder))
    if (old === `${name}.json` || (old.startsWith(`${name}-`) && old.endsWith(".svg"))) rmSync(join(folder, old));
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(result, rounded, 1)}\n`);
  for (const one of charts) writeFileSync(join(folder, `${name}-${one.name}.svg`), chart(one));
  if (save) writeFileSync(join(folder, "README.md"), page(folder));
  return folder;
}

/** Four digits say all that there is to say, and are easier to compare. */
const rounded = (_, value) => (typeof value === "number" ? Number(value.toPrecision(4)) : value);

/** The goals of all saved runs beside each other. */
function page(folder) {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .sort();
  const runs = names.map((name) => ({ name, ...JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) }));
  const all = new Map(runs.flatMap(({ goals }) => goals.map((one) => [one.what, one])));
  const cells = [...all].map(([what, one]) => [
    what,
    bound(one),
    ...runs.map(({ goals }) => {
      const found = goals.find((other) => other.what === what);
      if (!found) return "";
      return found.met ? range(found, found.unit) : `**missed**: ${range(found, found.unit)}`;
    }),
  ]);
  const table = [["", "goal", ...names], Array(names.length + 2).fill("---"), ...cells];
  return `# Results

Written by \`npm run bench -- --save\`; how they came about stands in [the page above](../README.md). The median over the rounds, in brackets the least and the most. Ratios are of processor time unless they say otherwise.

${table.map((row) => `| ${row.join(" | ")} |`).join("\n")}

${runs.map(about).join("\n\n")}
`;
}

function about({ name, machine, settings, tookSeconds }) {
  const { taken, commit, cpus, model, memoryGiB, node, postgres, pglite, load } = machine;
  const set = Object.entries(settings).map(([key, value]) => `${key} ${value}`);
  const parts = [
    `${taken.slice(0, 16).replace("T", " ")} UTC, at ${commit}`,
    `${cpus} × ${model}, ${memoryGiB} GiB`,
    `Node ${node.slice(1)}, ${postgres}, PGlite ${pglite}`,
    `load before it ${load.join(", ")}`,
    ...set,
    `${tookSeconds} s in all`,
  ];
  return `**${name}**: ${parts.join("; ")}. [All figures](${name}.json)`;
}
