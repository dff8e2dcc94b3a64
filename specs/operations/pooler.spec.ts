import connect from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";

import { startPgBouncer } from "../../scripts/pgbouncer.mjs";
import { startPostgres } from "../../scripts/postgres.mjs";
import { type Person, person } from "../support/person";
import { type Server, startServer } from "../support/server";

/** In one run by hand: 10,000. */
const REQUESTS = Number(process.env.POOLER_REQUESTS ?? 600);
const PEOPLE = 20;

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let bouncer: Awaited<ReturnType<typeof startPgBouncer>>;
let server: Server;
beforeAll(async () => {
  postgres = await startPostgres();
  bouncer = await startPgBouncer(postgres.port, 2);
  server = await startServer({
    DATABASE_URL: `postgres://postgres@127.0.0.1:${bouncer.port}/postgres`,
    DATABASE_URL_DIRECT: postgres.url,
    DB_POOLER: "1",
  });
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await bouncer?.stop();
  await postgres?.stop();
});

test(
  `${REQUESTS} requests of 20 people over two connections that are killed at random: nobody gets another's [OPS-031, OPS-011]`,
  async () => {
    const people: Person[] = [];
    for (let n = 0; n < PEOPLE; n++) people.push(await person(server.url, `Person ${n}`));
    for (const one of people) expect((await one.api("/tasks", { body: { title: `of ${one.id}` } })).status).toBe(201);

    const direct = connect(postgres.url, { max: 1, onnotice: () => {} });
    let killed = 0;
    const kill = async () => {
      const rows = await direct`
      select pg_terminate_backend(pid) from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid() order by random() limit 1`;
      killed += rows.length;
    };
    const killer = setInterval(() => kill().catch(() => {}), 250);

    const seen: Record<string, number> = {};
    let sent = 0;
    const work = async (at: number) => {
      for (let n = at; sent < REQUESTS; n++) {
        sent += 1;
        const one = people[n % PEOPLE]!;
        const write = n % 10 === 0;
        const answer = write
          ? await one.api("/tasks", { body: { title: `of ${one.id}` } })
          : await one.api("/tasks?limit=2");
        seen[answer.status] = (seen[answer.status] ?? 0) + 1;
        const text = await answer.text();
        if (!answer.ok) continue;
        const titles = [...text.matchAll(/"title":"([^"]*)"/g)].map((match) => match[1]);
        if (titles.length === 0 || titles.some((title) => title !== `of ${one.id}`)) seen.mixed = (seen.mixed ?? 0) + 1;
      }
    };
    try {
      await Promise.all(people.map((_, at) => work(at)));
    } finally {
      clearInterval(killer);
    }
    await direct.end();

    const { 200: read = 0, 201: written = 0, 503: refused = 0, ...others } = seen;
    expect(others).toEqual({});
    expect(read + written + refused).toBeGreaterThanOrEqual(REQUESTS);
    expect(killed).toBeGreaterThan(0);
    expect(refused).toBeLessThan(REQUESTS / 20);
    console.log(`${read} read, ${written} written, ${refused} refused with 503, ${killed} connections killed`);
  },
  Math.max(120_000, REQUESTS * 60),
);
