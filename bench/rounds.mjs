// Interleaved rounds: in each, every server is asked the same for a while, one after the other.
import { memoryOf, meter } from "./cpu.mjs";
import { load } from "./load.mjs";
import { SCENARIOS } from "./requests.mjs";
import { percentile, spread } from "./statistics.mjs";

/** Programs come in crowds, browsers less so: a page takes its time. */
const connectionsFor = (name) => (name === "page" ? 8 : 32);
/** Until then the engine is still compiling. */
const WARM = 2000;

/**
 * Runs `rounds` rounds of every scenario in `plan` (a list of servers each), of `seconds` seconds each, and one before
 * that does not count. Answers with a table for each scenario: what each server took, and its ratios to the first.
 */
export async function measure({ plan, rounds, seconds, size, postgresPid, tell }) {
  const taken = new Map(Object.keys(plan).map((name) => [name, new Map(plan[name].map(({ kind }) => [kind, []]))]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, servers] of Object.entries(plan)) {
      tell(round === 0 ? `warming up: ${name}` : `round ${round} of ${rounds}: ${name}`);
      // Whoever comes first finds the machine as the one before left it: the order turns from round to round.
      for (const server of rotated(servers, round)) {
        const one = await run(server, name, { seconds, least: round === 0 ? WARM : 0, size, postgresPid });
        if (round > 0) taken.get(name).get(server.kind).push(one);
      }
    }
  }
  return Object.fromEntries([...taken].map(([name, byKind]) => [name, table(byKind)]));
}

function run(server, name, { seconds, least, size, postgresPid }) {
  const requests = SCENARIOS[name](server, size);
  return cost(server, name, { requests, connections: connectionsFor(name), seconds, least, postgresPid });
}

/** Asks a server for a while; what a request cost it in microseconds of the processor, and how long it took. */
export async function cost(server, name, { requests, connections, seconds, least, postgresPid }) {
  const used = { app: meter(server.pid), database: postgresPid ? meter(postgresPid) : () => 0 };
  const {
    count,
    refused,
    times,
    seconds: took,
  } = await load({
    port: server.port,
    requests,
    connections,
    seconds,
    least,
  });
  const [app, database] = [used.app(), used.database()];
  // One that the database did not answer in time, on a machine that does something else, is counted and not hidden.
  if (refused > count / 20)
    throw new Error(`${server.kind}: ${refused} of ${count} requests of "${name}" failed.\n${server.output()}`);
  const sorted = times.sort();
  return {
    app: (app * 1000) / count,
    total: ((app + database) * 1000) / count,
    perSecond: count / took,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
    memory: memoryOf(server.pid).now,
    refused,
  };
}

const MEASURES = ["app", "total", "perSecond", "p50", "p95", "p99", "memory"];

/** Medians, and how the ratios spread that each round gave: to the first server, and the product's to this one. */
function table(byKind) {
  const [[, base]] = byKind;
  const ours = byKind.get("product");
  return [...byKind].map(([kind, rounds]) => ({
    kind,
    ...Object.fromEntries(MEASURES.map((name) => [name, spread(rounds.map((one) => one[name])).median])),
    refused: rounds.reduce((sum, one) => sum + one.refused, 0),
    ratio: ratios(rounds, base),
    ...(ours && { product: ratios(ours, rounds) }),
  }));
}

/** Of two servers, round by round. */
export function ratios(rounds, base, names = ["app", "total", "perSecond"]) {
  return Object.fromEntries(names.map((name) => [name, spread(rounds.map((one, n) => one[name] / base[n][name]))]));
}

export function rotated(list, by) {
  const at = by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}
