// The bars that the project began with, for the record: a modest load, and how long the slowest twentieth waits.
import { load } from "./load.mjs";
import { goal } from "./report.mjs";
import { page, SCENARIOS } from "./requests.mjs";
import { percentile } from "./statistics.mjs";

const CONNECTIONS = 10;
const CALLS = { perSecond: 50, seconds: 10 };
const PAGES = { perSecond: 10, seconds: 5 };

export async function bars({ stage }) {
  const { url, size } = await stage.small();
  const server = await stage.start("product", { DATABASE_URL: url });
  const ask = async (requests, pace) => {
    const { count, refused, times } = await load({ port: server.port, requests, connections: CONNECTIONS, ...pace });
    if (refused > 0) throw new Error(`${refused} of ${count} requests were refused.\n${server.output()}`);
    const sorted = times.sort();
    return { count, p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95), most: sorted.at(-1) };
  };
  const mixed = interleaved([SCENARIOS.list, SCENARIOS.get, SCENARIOS.create].map((make) => make(server, size)));
  const pages = Array.from({ length: size.users / 2 }, (_, n) => page(server, n + 1));
  await ask(pages, { perSecond: 20, seconds: 2 });
  stage.tell("50 calls a second for 10 seconds");
  const calls = await ask(mixed, CALLS);
  stage.tell("10 pages a second for 5 seconds");
  const dashboard = await ask(pages, PAGES);
  await server.stop();
  return {
    figures: { calls, dashboard },
    goals: [
      goal("API at 50 calls a second, p95", 300, "ms", calls.p95),
      goal("page of 50 tasks at 10 a second, p95", 2500, "ms", dashboard.p95),
    ],
    charts: [],
  };
}

function interleaved(lists) {
  return lists[0].flatMap((_, n) => lists.map((list) => list[n]));
}
