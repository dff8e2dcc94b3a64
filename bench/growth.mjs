// Whether a list costs the same however many tasks somebody has, and however many there are in all.
import { explaining } from "./plans.mjs";
import { goal } from "./report.mjs";
import { page, read } from "./requests.mjs";
import { cost, ratios, rotated } from "./rounds.mjs";
import { seed } from "./seed.mjs";
import { spread } from "./statistics.mjs";
import { heldToken } from "./tokens.mjs";

/** So many tasks has one person each. */
const PEOPLE = [100, 10_000, 100_000];
const CONNECTIONS = 4;
const SECONDS = 0.6;
/** Requests before the first round that counts. */
const WARM = 500;
/** From what finds nothing to what finds all of somebody's tasks. */
const SEARCHES = ["task", "description 77", "number quote words", "5", "nothing"];

export async function growth({ stage, rounds }) {
  const large = await stage.large();
  const small = await stage.small();
  stage.tell(`seeding people with ${PEOPLE.join(", ")} tasks`);
  const first = large.size.users + 1;
  await seed(large.url, { first, last: first + PEOPLE.length - 1, tasks: PEOPLE, scattered: true });
  const [few, many, most] = PEOPLE.map((_, n) => first + n);

  const servers = {
    large: await stage.start("product", { DATABASE_URL: large.url }),
    small: await stage.start("product", { DATABASE_URL: small.url }),
    // One that was asked as often as the other is compiled as far.
    twin: await stage.start("product", { DATABASE_URL: large.url }),
  };
  const cursors = {
    [many]: await cursorsOf(servers.large, many, PEOPLE[1]),
    [most]: await cursorsOf(servers.large, most, PEOPLE[2]),
  };
  const at = (user, where) => ({ user, path: `tasks?cursor=${encodeURIComponent(cursors[user][where])}` });
  /** Each as [server, who asks for what]; the first page of each is what others are compared to. */
  const cases = {
    "list, 100 tasks": ["large", { user: few, path: "tasks" }],
    "list, 10,000 tasks": ["large", { user: many, path: "tasks" }],
    "list, 100,000 tasks": ["large", { user: most, path: "tasks" }],
    "middle of 10,000": ["large", at(many, "middle")],
    "end of 10,000": ["large", at(many, "end")],
    "middle of 100,000": ["large", at(most, "middle")],
    "end of 100,000": ["large", at(most, "end")],
    "page, 100 tasks": ["large", { user: few }],
    "page, 100,000 tasks": ["large", { user: most }],
    "list, small table": ["small", { user: 1, path: "tasks" }],
    "list, large table": ["twin", { user: 1, path: "tasks" }],
    "page, small table": ["small", { user: 1 }],
    "page, large table": ["twin", { user: 1 }],
    search: ["large", { user: many, path: SEARCHES.map((words) => `tasks?q=${encodeURIComponent(words)}`) }],
  };
  const taken = await inRounds(stage, servers, cases, rounds);
  for (const server of Object.values(servers)) await server.stop();
  const plans = await plansOf(stage, large.url, cases);

  const rows = `${(large.size.users * large.size.tasks + PEOPLE.reduce((sum, one) => sum + one)).toLocaleString("en")}`;
  const ratio = (name, to) => ratios(taken[name], taken[to], ["total", "p50"]);
  const compared = {
    people: Object.fromEntries(
      [
        ["list: 10,000 against 100 tasks of one person", "list, 10,000 tasks", "list, 100 tasks"],
        ["list: 100,000 against 100 tasks of one person", "list, 100,000 tasks", "list, 100 tasks"],
        ["page: 100,000 against 100 tasks of one person", "page, 100,000 tasks", "page, 100 tasks"],
        [`list: ${rows} against 10,000 rows in all`, "list, large table", "list, small table"],
        [`page: ${rows} against 10,000 rows in all`, "page, large table", "page, small table"],
      ].map(([what, name, to]) => [what, ratio(name, to)]),
    ),
    cursors: Object.fromEntries(
      [
        ["by cursor: the middle of 10,000 against the first 50", "middle of 10,000", "list, 10,000 tasks"],
        ["by cursor: the end of 10,000 against the first 50", "end of 10,000", "list, 10,000 tasks"],
        ["by cursor: the middle of 100,000 against the first 50", "middle of 100,000", "list, 100,000 tasks"],
        ["by cursor: the end of 100,000 against the first 50", "end of 100,000", "list, 100,000 tasks"],
      ].map(([what, name, to]) => [what, ratio(name, to)]),
    ),
  };
  const search = spread(taken.search.map(({ p95 }) => p95));
  print(taken, plans);
  return {
    figures: { taken, plans: plans ?? "auto_explain is not there", compared, searches: SEARCHES },
    goals: [
      ...Object.entries(compared.people).map(([what, { total }]) => goal(what, 1.2, "x", total)),
      ...Object.entries(compared.cursors).map(([what, { total }]) => goal(what, 1.3, "x", total)),
      ...(plans ? planGoals(plans) : []),
      goal("search among 10,000 tasks, p95", 150, "ms", search),
    ],
    charts: [
      {
        name: "growth",
        title: "Growth: processor time of app and PostgreSQL, as a ratio",
        groups: [
          {
            title: "Tasks of one person (100 = 1)",
            unit: "x",
            limit: 1.2,
            bars: bars(taken, "list, 100 tasks", ["list, 10,000 tasks", "list, 100,000 tasks"]),
          },
          {
            title: "A page by cursor (the first 50 = 1)",
            unit: "x",
            limit: 1.3,
            bars: [
              ...bars(taken, "list, 10,000 tasks", ["middle of 10,000", "end of 10,000"]),
              ...bars(taken, "list, 100,000 tasks", ["middle of 100,000", "end of 100,000"]),
            ],
          },
          {
            title: `Rows in all: ${rows} (10,000 = 1)`,
            unit: "x",
            limit: 1.2,
            bars: [
              ...bars(taken, "list, small table", ["list, large table"]),
              ...bars(taken, "page, small table", ["page, large table"]),
            ],
          },
        ],
      },
    ],
  };
}

function bars(taken, base, names) {
  return names.map((name) => ({ name, ours: true, ...ratios(taken[name], taken[base], ["total"]).total }));
}

function planGoals(plans) {
  const all = Object.values(plans);
  const counts = all.map((one) => one.counts).filter(Boolean);
  const lists = Object.entries(plans).flatMap(([name, one]) => (name === "search" ? [] : [one]));
  return [
    goal("buffers of a page of 50", 60, "", spread(lists.map(({ buffers }) => buffers).sort())),
    goal("buffers of the counts", 5, "", spread(counts.map(({ buffers }) => buffers))),
    goal("time of the counts in PostgreSQL", 0.3, "ms", spread(counts.map(({ ms }) => ms))),
    goal("plans that read the whole table", 0, "", all.filter(({ wholeTable }) => wholeTable).length),
  ];
}

/** What each case took, round by round: every one in each round, in an order that turns. */
async function inRounds(stage, servers, cases, rounds) {
  const taken = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    stage.tell(round === 0 ? "warming up: growth" : `round ${round} of ${rounds}: growth`);
    for (const name of rotated(Object.keys(cases), round * 3)) {
      const [which, asked] = cases[name];
      const server = servers[which];
      const one = await cost(server, name, {
        requests: requestsFor(server, asked),
        connections: CONNECTIONS,
        seconds: SECONDS,
        least: round === 0 && name !== "search" ? WARM : 0,
        postgresPid: stage.pid,
      });
      if (round > 0) taken[name].push(one);
    }
  }
  return taken;
}

function requestsFor(server, { user, path }) {
  if (path === undefined) return [page(server, user)];
  return [path].flat().map((one) => read(server, user, one));
}

/** Where somebody's list goes on in its middle, and where fifty tasks are left of it. */
async function cursorsOf(server, user, tasks) {
  const headers = { Authorization: `Bearer ${heldToken(server, user)}` };
  const ask = async (query) => {
    const answer = await fetch(`${server.origin}/api/user-${user}/tasks?${query}`, { headers });
    return (await answer.json()).next_cursor;
  };
  const found = {};
  let seen = 0;
  let cursor;
  const goTo = async (where) => {
    while (seen < where) {
      const limit = Math.min(200, where - seen);
      cursor = await ask(new URLSearchParams({ limit, ...(cursor && { cursor }) }));
      seen += limit;
    }
    return cursor;
  };
  found.middle = await goTo(tasks / 2);
  found.end = await goTo(tasks - 50);
  return found;
}

/** What PostgreSQL says of each case; the second time, when everything is in memory and prepared. */
async function plansOf(stage, url, cases) {
  return explaining({ stage, url }, async (explained) => {
    const server = await stage.start("product", { DATABASE_URL: url });
    const plans = {};
    for (const [name, [which, { user, path }]] of Object.entries(cases)) {
      if (which === "small" || path === undefined) continue;
      const headers = { Authorization: `Bearer ${heldToken(server, user)}` };
      const ask = () =>
        fetch(`${server.origin}/api/user-${user}/${[path].flat()[0]}`, { headers }).then((answer) => answer.text());
      await ask();
      plans[name] = await explained(ask);
    }
    await server.stop();
    return plans;
  });
}

function print(taken, plans) {
  console.log("\ngrowth");
  for (const [name, rounds] of Object.entries(taken)) {
    const of = (one) => spread(rounds.map((round) => round[one])).median;
    const plan = plans?.[name];
    console.log(
      name.padEnd(20),
      `app ${of("app").toFixed(0)} us, with PostgreSQL ${of("total").toFixed(0)} us,`,
      `${of("p50").toFixed(1)}/${of("p95").toFixed(1)}/${of("p99").toFixed(1)} ms`,
      plan ? `${plan.buffers} buffers` : "",
    );
  }
}
