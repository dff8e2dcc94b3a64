// `npm run bench`: the product beside small servers that do the same, on this machine, at this hour. See bench/README.md.
import { relative } from "node:path";
import { parseArgs } from "node:util";

import { ensureBuilt, root } from "../scripts/prepare.cjs";
import { bars } from "./bars.mjs";
import { beside, SCENARIO_NAMES } from "./beside.mjs";
import { embedded } from "./embedded.mjs";
import { growth } from "./growth.mjs";
import { lighthouse } from "./lighthouse.mjs";
import { machine } from "./machine.mjs";
import { keep, printGoals } from "./report.mjs";
import { openStage } from "./stage.mjs";
import { start } from "./start.mjs";

/** Each answers with its figures, its goals and its charts. */
const PARTS = { start, growth, embedded, bars, lighthouse };

const { values: given } = parseArgs({
  options: {
    rounds: { type: "string" },
    seconds: { type: "string" },
    only: { type: "string" },
    quick: { type: "boolean", default: false },
    next: { type: "boolean", default: false },
    save: { type: "boolean", default: false },
    name: { type: "string", default: "run" },
  },
});
const settings = {
  rounds: Number(given.rounds ?? (given.quick ? 3 : 9)),
  seconds: Number(given.seconds ?? (given.quick ? 1 : 0.8)),
  people: given.quick ? 200 : 1000,
  tasks: given.quick ? 200 : 1000,
};
const wanted = given.only?.split(",") ?? [...SCENARIO_NAMES, ...Object.keys(PARTS)];
for (const name of wanted)
  if (!SCENARIO_NAMES.includes(name) && !PARTS[name])
    throw new Error(`There is no ${name}: there are ${[...SCENARIO_NAMES, ...Object.keys(PARTS)].join(", ")}.`);

const began = performance.now();
const seconds = () => Math.round((performance.now() - began) / 1000);
const tell = (text) => console.log(`${String(seconds()).padStart(4)} s  ${text}`);
/** Whoever ends it early leaves nothing behind either. */
let stage;
let isEnding = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.once(signal, async () => {
    isEnding = true;
    await stage?.close();
    process.exit(130);
  });

const facts = machine();
ensureBuilt();
stage = await openStage({ size: { users: settings.people, tasks: settings.tasks }, tell });
const parts = {};
try {
  const { rounds, seconds } = settings;
  const names = SCENARIO_NAMES.filter((name) => wanted.includes(name));
  if (names.length > 0) parts.requests = await beside({ stage, names, rounds, seconds, next: given.next });
  for (const name of Object.keys(PARTS).filter((one) => wanted.includes(one)))
    parts[name] = await PARTS[name]({ stage, rounds, seconds });
} catch (error) {
  if (!isEnding) throw error; // else it is of what was ended under its hands
} finally {
  await stage.close();
}
if (isEnding) await new Promise(() => {});

const all = Object.values(parts);
const goals = all.flatMap((part) => part.goals);
const folder = keep(
  given.name,
  {
    machine: { ...facts, postgres: stage.version },
    settings,
    tookSeconds: seconds(),
    goals,
    figures: Object.fromEntries(Object.entries(parts).map(([name, { figures }]) => [name, figures])),
    charts: all.flatMap((part) => part.charts),
  },
  given,
);
console.log("");
printGoals(goals);
console.log(
  `\n${facts.cpus} x ${facts.model}, load before it ${facts.load.join(", ")}; ${seconds()} s in all. Figures and charts are in ${relative(root, folder)}.`,
);
process.exit(0);
