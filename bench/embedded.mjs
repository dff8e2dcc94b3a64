// The embedded database: how long its first and second start take, its memory, and what a list costs on it.
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";

import { memoryOf } from "./cpu.mjs";
import { goal } from "./report.mjs";
import { SCENARIOS } from "./requests.mjs";
import { cost, ratios, rotated } from "./rounds.mjs";
import { fill } from "./seed.mjs";
import { spread } from "./statistics.mjs";

const CONNECTIONS = 8;
const WARM = 2000;

export async function embedded({ stage, rounds, seconds }) {
  const starts = await startTwice(stage, rounds);
  const lists = await compare(stage, join(stage.folder, "1"), rounds, seconds);
  const of = (name) => spread(starts.map((one) => one[name]));
  return {
    figures: { starts, lists },
    goals: [
      goal("embedded: first start to first answer", 3000, "ms", of("first")),
      goal("embedded: second start to first answer", 1500, "ms", of("second")),
      goal("embedded: memory after either", 350, "MiB", of("memory")),
      goal("embedded: list, against PostgreSQL's and the app's time", 2.5, "x", lists.ratio.total),
    ],
    charts: [
      {
        name: "embedded",
        title: "With the embedded database",
        groups: [
          { title: "From the start to the first answer: the first", unit: "ms", limit: 3000, bars: [bar(of("first"))] },
          { title: "The second, with data there", unit: "ms", limit: 1500, bars: [bar(of("second"))] },
          { title: "Memory after it", unit: "MiB", limit: 350, bars: [bar(of("memory"))] },
          {
            title: "A list of 50 (app and PostgreSQL = 1)",
            unit: "x",
            limit: 2.5,
            bars: [bar(lists.ratio.total)],
          },
        ],
      },
    ],
  };
}

const bar = (values) => ({ name: "Clearlist", ours: true, ...values });

/** With a data directory that is not there, and then with the same one. */
async function startTwice(stage, rounds) {
  const starts = [];
  for (let round = 0; round <= rounds; round++) {
    stage.tell(round === 0 ? "starting once, so that files are in memory" : `embedded start ${round} of ${rounds}`);
    const one = { memory: 0 };
    for (const which of ["first", "second"]) {
      const server = await stage.start("product", { DATA_DIR: join(stage.folder, String(round)) });
      one[which] = server.startMs;
      one.memory = Math.max(one.memory, memoryOf(server.pid).now);
      one.peak = memoryOf(server.pid).most;
      await server.stop();
    }
    if (round > 0) starts.push(one);
  }
  return starts;
}

/** The same tasks in PGlite and in PostgreSQL, and the same product on both. */
async function compare(stage, dataDir, rounds, seconds) {
  const { url, size } = await stage.small();
  await fillEmbedded(join(dataDir, "db"), size);
  const servers = {
    postgres: { ...(await stage.start("product", { DATABASE_URL: url })), postgresPid: stage.pid },
    embedded: await stage.start("product", { DATA_DIR: dataDir }),
  };
  const taken = { postgres: [], embedded: [] };
  for (let round = 0; round <= rounds; round++) {
    stage.tell(
      round === 0 ? "warming up: lists on both databases" : `round ${round} of ${rounds}: lists on both databases`,
    );
    for (const name of rotated(Object.keys(servers), round)) {
      const server = servers[name];
      const one = await cost(server, `list, ${name}`, {
        requests: SCENARIOS.list(server, size),
        connections: CONNECTIONS,
        seconds,
        least: round === 0 ? WARM : 0,
        postgresPid: server.postgresPid,
      });
      if (round > 0) taken[name].push(one);
    }
  }
  for (const server of Object.values(servers)) await server.stop();
  return { taken, ratio: ratios(taken.embedded, taken.postgres) };
}

async function fillEmbedded(directory, { users, tasks, scattered }) {
  const pglite = await PGlite.create(directory);
  try {
    await fill((text, values) => pglite.query(text, values), { last: users, tasks, scattered });
  } finally {
    await pglite.close();
  }
}
