// `npm run bench`: the product beside small servers that do the same, on this machine, at this hour. See bench/README.md.
import { parseArgs } from "node:util";

import { startPostgres } from "../scripts/postgres.mjs";
import { ensureBuilt } from "../scripts/prepare.mjs";
import { differences } from "./agree.mjs";
import { described, pagesOnPhone } from "./lighthouse.mjs";
import { measure } from "./rounds.mjs";
import { seed } from "./seed.mjs";
import { buildNext, buildPage, hasFastapi, installPeers, startServer } from "./servers.mjs";

const { values: given } = parseArgs({
  options: {
    rounds: { type: "string" },
    seconds: { type: "string" },
    only: { type: "string" },
    quick: { type: "boolean", default: false },
    next: { type: "boolean", default: false },
  },
});
const rounds = Number(given.rounds ?? (given.quick ? 3 : 5));
const seconds = Number(given.seconds ?? (given.quick ? 1 : 1.5));
const size = given.quick ? { users: 200, tasks: 200 } : { users: 1000, tasks: 1000 };
const wanted = given.only?.split(",");
const wants = (part) => wanted?.includes(part) ?? true;

const began = performance.now();
const tell = (text) => console.log(`${String(Math.round((performance.now() - began) / 1000)).padStart(4)} s  ${text}`);

installPeers();
ensureBuilt();
if (given.next) buildNext();
const postgres = await startPostgres({
  fsync: "off",
  autovacuum: "off",
  shared_buffers: "512MB",
  max_wal_size: "4GB",
  checkpoint_timeout: "1h",
  max_connections: 150,
});
const servers = new Map();
try {
  const start = async (kind) => {
    if (!servers.has(kind)) servers.set(kind, await startServer(kind, { DATABASE_URL: postgres.url }));
    return servers.get(kind);
  };
  await start("product");
  tell(`seeding ${size.users} x ${size.tasks} tasks`);
  await seed(postgres.url, { last: size.users, tasks: size.tasks });
  const peers = ["L0", "L0J", "L0JC", "H1", ...(hasFastapi() ? ["F1"] : []), ...(given.next ? ["N1"] : [])];
  for (const kind of peers) await start(kind);
  for (const line of await differences(["L0", ...peers.slice(1), "product"].map((kind) => servers.get(kind))))
    tell(line);
  if (wants("page")) {
    buildPage();
    await start("R2");
  }
  const plan = Object.fromEntries(
    Object.entries({
      list: ["L0", "L0J", "L0JC", "H1", "F1", "N1", "product"],
      get: ["L0", "L0JC", "H1", "F1", "N1", "product"],
      create: ["L0", "H1", "F1", "N1", "product"],
      "cold list": ["L0", "product"],
      page: ["R2", "N1", "product"],
    })
      .filter(([name]) => wants(name))
      .map(([name, kinds]) => [name, kinds.filter((kind) => servers.has(kind)).map((kind) => servers.get(kind))]),
  );
  const tables = await measure({ plan, rounds, seconds, size, postgresPid: postgres.pid(), tell });
  for (const [name, rows] of Object.entries(tables)) {
    console.log(`\n${name}`);
    for (const { kind, app, total, perSecond, p50, p95, p99, memory, ratio } of rows)
      console.log(
        kind.padEnd(8),
        `app ${ratio.app.median.toFixed(2)} (${ratio.app.least.toFixed(2)}..${ratio.app.most.toFixed(2)})`,
        `total ${ratio.total.median.toFixed(2)}`,
        `rps ${ratio.perSecond.median.toFixed(2)}`,
        `${app.toFixed(0)} us, ${total.toFixed(0)} us, ${perSecond.toFixed(0)}/s, ${p50.toFixed(0)}/${p95.toFixed(0)}/${p99.toFixed(0)} ms, ${memory.toFixed(0)} MiB`,
      );
  }
  if (wants("lighthouse")) {
    const user = size.users + 1;
    await seed(postgres.url, { first: user, last: user, tasks: 50 });
    const found = await pagesOnPhone(servers.get("product"), { user, tell });
    console.log(`\nLighthouse\n${described(found)}`);
  }
} finally {
  for (const server of servers.values()) await server.stop();
  await postgres.stop();
}
process.exit(0);
