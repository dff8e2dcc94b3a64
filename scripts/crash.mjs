// `npm run test:crash`: writes, kills and looks, on both databases or on the one that --database names. --seed, --kills,
// --database-kills and --acknowledged give other numbers; the history is kept in .cache/. Exits with 1 for any loss.
import { parseArgs } from "node:util";
import { crashLoops, heads, row } from "./crash/loops.mjs";
import { ensureBuilt, ensureInstalled, requireNode, root } from "./prepare.cjs";
import { progressBar } from "./progress.mjs";

const { values: options } = parseArgs({
  options: {
    database: { type: "string" },
    seed: { type: "string" },
    kills: { type: "string" },
    "database-kills": { type: "string" },
    acknowledged: { type: "string" },
  },
});
requireNode();
process.chdir(root);
ensureInstalled();
ensureBuilt();
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));

const FULL = { embedded: { kills: 100, databaseKills: 0 }, postgres: { kills: 30, databaseKills: 30 } };
const number = (name, otherwise) => Number(options[name] ?? otherwise);
const seed = number("seed", Date.now() % 2 ** 32);
const results = [];
for (const database of options.database ? [options.database] : Object.keys(FULL)) {
  const full = FULL[database];
  if (!full) throw new Error(`There is no database ${database}; say embedded or postgres.`);
  const history = `.cache/crash-${database}-${seed}.jsonl`;
  console.log(`${database}, seed ${seed}, history in ${history}`);
  const progress = progressBar();
  results.push(
    await crashLoops({
      database,
      seed,
      kills: number("kills", full.kills),
      databaseKills: database === "postgres" ? number("database-kills", full.databaseKills) : 0,
      acknowledged: number("acknowledged", 10_000),
      history,
      progress,
    }),
  );
  progress.end();
}
console.log([heads, ...results.map(row)].join("\n"));
const failures = results.flatMap(({ lost, doubled, wrong }) => [...lost, ...doubled, ...wrong]);
for (const failure of failures) console.error(failure);
process.exit(failures.length === 0 ? 0 : 1);
