// The product beside its peers: what each kind of request costs, as ratios within one round.
import { differences } from "./agree.mjs";
import { goal } from "./report.mjs";
import { measure } from "./rounds.mjs";
import { buildNext, buildPage, hasFastapi, installPeers } from "./servers.mjs";

/** The first of each is what the others are compared to. */
const PLAN = {
  list: ["L0", "L0J", "L0JC", "H1", "F1", "N1", "product"],
  get: ["L0", "L0JC", "H1", "F1", "N1", "product"],
  create: ["L0", "H1", "F1", "N1", "product"],
  "cold list": ["L0", "product"],
  page: ["R2", "N1", "product"],
};
export const SCENARIO_NAMES = Object.keys(PLAN);

const TITLES = {
  list: "A list of 50 tasks",
  get: "One task",
  create: "Adding a task",
  "cold list": "A list of 50, no token twice",
  page: "The page of a list",
};

/** What the product must hold: of which request, against whom, of whose processor time, and at most what. */
const GOALS = [
  ["list", "L0", "app", 0.8, "list of 50 against bare node:http (L0)"],
  ["list", "L0", "total", 1, "the same with PostgreSQL's time"],
  ["list", "L0JC", "app", 1.5, "list of 50 against the floor (L0JC)"],
  ["list", "H1", "app", 0.6, "list of 50 against Hono and Drizzle (H1)"],
  ["list", "F1", "app", 0.12, "list of 50 against FastAPI (F1)"],
  ["get", "L0", "app", 1, "one task against L0"],
  ["create", "L0", "app", 1.3, "adding a task against L0"],
  ["cold list", "L0", "app", 1, "list of 50, no token twice, against L0"],
  ["page", "R2", "app", 0.65, "page of 50 against stock React Router (R2)"],
  ["page", "N1", "app", 0.33, "page of 50 against Next.js (N1)"],
];

/** Runs the scenarios called `names`; `servers` are the kinds that a run has besides those that need nothing. */
export async function beside({ stage, names, rounds, seconds, next }) {
  installPeers();
  const { url, size } = await stage.large();
  const isThere = { F1: hasFastapi(), N1: next };
  const kinds = new Set(names.flatMap((name) => PLAN[name]).filter((kind) => isThere[kind] ?? true));
  if (kinds.has("R2")) buildPage();
  if (kinds.has("N1")) buildNext();
  const servers = new Map();
  for (const kind of kinds) servers.set(kind, await stage.start(kind, { DATABASE_URL: url }));
  const api = [...servers.values()].filter(({ kind }) => kind !== "R2");
  const differing = api.length > 1 ? await differences(api) : [];
  for (const line of differing) stage.tell(line);

  const plan = Object.fromEntries(
    names.map((name) => [name, PLAN[name].filter((kind) => kinds.has(kind)).map((kind) => servers.get(kind))]),
  );
  const tables = await measure({ plan, rounds, seconds, size, postgresPid: stage.pid, tell: stage.tell });
  await Promise.all([...servers.values()].map((server) => server.stop()));
  for (const [name, rows] of Object.entries(tables)) print(name, rows);
  return {
    figures: { ...tables, differing },
    goals: GOALS.flatMap(([name, kind, of, limit, what]) => {
      const row = tables[name]?.find((one) => one.kind === kind);
      return row ? [goal(what, limit, "x", row.product[of])] : [];
    }),
    charts: [{ name: "requests", title: "Processor time of a request, as a ratio", groups: groups(tables) }],
  };
}

function groups(tables) {
  return Object.entries(tables).map(([name, rows]) => ({
    title: `${TITLES[name]} (${rows[0].kind} = 1)`,
    unit: "x",
    limit: GOALS.find(([of, kind]) => of === name && kind === rows[0].kind)?.[3],
    bars: rows.map(({ kind, ratio }) => ({
      name: kind === "product" ? "Clearlist" : kind,
      ours: kind === "product",
      ...ratio.app,
    })),
  }));
}

function print(name, rows) {
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
