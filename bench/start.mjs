// From the start to the first answer on PostgreSQL, and what is held in memory after a load, beside L0.
import { memoryOf } from "./cpu.mjs";
import { load } from "./load.mjs";
import { goal } from "./report.mjs";
import { SCENARIOS } from "./requests.mjs";
import { rotated } from "./rounds.mjs";
import { installPeers } from "./servers.mjs";
import { spread } from "./statistics.mjs";

/** Each is asked for so many lists before one looks at its memory. */
const LISTS = 5000;
const KINDS = ["L0", "product"];

export async function start({ stage, rounds }) {
  installPeers();
  const { url, size } = await stage.small();
  const taken = { L0: [], product: [] };
  for (let round = 0; round <= rounds; round++) {
    stage.tell(round === 0 ? "starting once, so that files are in memory" : `start ${round} of ${rounds}`);
    for (const kind of rotated(KINDS, round)) {
      const server = await stage.start(kind, { DATABASE_URL: url });
      if (round > 0) {
        const { now } = memoryOf(server.pid);
        const requests = SCENARIOS.list(server, size);
        await load({ port: server.port, requests, connections: 32, seconds: 1, least: LISTS });
        taken[kind].push({ ms: server.startMs, before: now, after: memoryOf(server.pid).now });
      }
      await server.stop();
    }
  }
  const ratio = (of) => spread(taken.product.map((one, n) => one[of] / taken.L0[n][of]));
  const bars = (of) =>
    KINDS.map((kind) => ({
      name: kind === "product" ? "Clearlist" : kind,
      ours: kind === "product",
      ...spread(taken[kind].map((one) => one[of])),
    }));
  return {
    figures: { taken, startRatio: ratio("ms"), memoryRatio: ratio("after") },
    goals: [
      goal("start to first answer on PostgreSQL against L0", 1.8, "x", ratio("ms")),
      goal("memory after 5,000 lists against L0", 1.3, "x", ratio("after")),
    ],
    charts: [
      {
        name: "start",
        title: "Starting on PostgreSQL",
        groups: [
          { title: "From the start to the first answer", unit: "ms", bars: bars("ms") },
          { title: "Memory after 5,000 lists of 50", unit: "MiB", bars: bars("after") },
        ],
      },
    ],
  };
}
