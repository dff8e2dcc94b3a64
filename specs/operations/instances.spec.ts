import { randomUUID } from "node:crypto";
import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";

import { startPostgres } from "../../scripts/postgres.mjs";
import { call, type Person, person } from "../support/person";
import { type Server, startServer } from "../support/server";

const KILLS = Number(process.env.INSTANCE_KILLS ?? 2);
const WRITERS = 6;

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let instances: [Server, Server];
const start = (port?: string) =>
  startServer({
    DATABASE_URL: postgres.url,
    APP_ORIGIN: "http://localhost:3000",
    STOP_DELAY: "2",
    ...(port && { PORT: port }),
  });
beforeAll(async () => {
  postgres = await startPostgres();
  instances = [await start(), await start()];
});
afterAll(async () => {
  await Promise.all(instances.map((server) => server.stop()));
  await postgres.stop();
});

/** The same person at either instance. */
const at = (server: Server, who: Person, path: string, init?: Parameters<typeof call>[2]) =>
  call(`${server.url}/api/${who.id}${path}`, who.token, init);
const portOf = (server: Server) => new URL(server.url).port;

test(`two instances, one of them killed ${KILLS} times: nothing acknowledged is lost or done twice [OPS-032]`, async () => {
  const people: Person[] = [];
  for (let n = 0; n < WRITERS; n++) people.push(await person(instances[0].url));
  let over = false;
  let readBack = 0;
  const written = people.map(() => new Map<string, string>());

  const write = async (who: Person, mine: Map<string, string>, first: number) => {
    for (let turn = first; !over; turn++) {
      const key = randomUUID();
      // Sent again, to the other instance, until somebody acknowledges it.
      for (let attempt = turn; ; attempt++) {
        const init = { body: { title: key }, headers: { "Idempotency-Key": key } };
        const answer = await at(instances[attempt % 2]!, who, "/tasks", init).catch(() => undefined);
        const task =
          answer?.status === 201 ? ((await answer.json().catch(() => undefined)) as { id: string }) : undefined;
        if (!task) continue;
        mine.set(key, task.id);
        const seen = await at(instances[(attempt + 1) % 2]!, who, `/tasks/${task.id}`).catch(() => undefined);
        if (seen && seen.status !== 503) {
          expect(seen.status).toBe(200);
          readBack += 1;
        }
        break;
      }
    }
  };
  const writing = people.map((who, n) => write(who, written[n]!, n));
  const total = () => written.reduce((sum, { size }) => sum + size, 0);
  for (let kill = 0; kill < KILLS; kill++) {
    const goal = total() + 50;
    await expect.poll(total, { timeout: 20_000, interval: 50 }).toBeGreaterThan(goal);
    const victim = instances[kill % 2]!;
    await victim.kill();
    instances[kill % 2] = await start(portOf(victim));
  }
  over = true;
  await Promise.all(writing);

  expect(readBack).toBeGreaterThan(0);
  for (const [n, who] of people.entries()) {
    const tasks: { id: string; title: string }[] = [];
    for (let cursor = ""; ; ) {
      const answer = await at(
        instances[0],
        who,
        `/tasks?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      const page = (await answer.json()) as { items: typeof tasks; next_cursor: string | null };
      tasks.push(...page.items);
      if (!page.next_cursor) break;
      cursor = page.next_cursor;
    }
    const found = tasks.map(({ title, id }) => `${title} ${id}`).sort();
    expect(found).toEqual([...written[n]!].map(([key, id]) => `${key} ${id}`).sort());
  }
}, 180_000);

const RATE = 200;

/** A balancer that asks every instance five times a second whether it is ready; a connection for each request. */
function balancer() {
  let ready: Server[] = instances;
  const look = async () => {
    const [...asked] = instances;
    const answers = await Promise.all(asked.map(({ url }) => fetch(`${url}/readyz`).catch(() => undefined)));
    ready = asked.filter((_, n) => answers[n]?.ok);
  };
  const timer = setInterval(look, 200);
  const send = (n: number, who: Person) =>
    new Promise<number | string>((resolve) => {
      const sent = request(`${ready[n % ready.length]!.url}/api/${who.id}/tasks?limit=1`, {
        agent: false,
        headers: { Authorization: `Bearer ${who.token}` },
      });
      sent.on("response", (answer) => answer.resume().on("end", () => resolve(answer.statusCode!)));
      sent.on("error", (error) => resolve(String(error))).end();
    });
  return { send, ready: () => ready.length, close: () => clearInterval(timer) };
}

test(`an instance is replaced at ${RATE} requests a second, and none fails [OPS-030, OPS-018]`, async () => {
  const ada = await person(instances[0].url);
  const { send, ready, close } = balancer();
  const answers: Promise<number | string>[] = [];
  const began = performance.now();
  const timer = setInterval(() => {
    while (answers.length < ((performance.now() - began) / 1000) * RATE) answers.push(send(answers.length, ada));
  }, 5);
  await expect.poll(() => answers.length, { timeout: 5000 }).toBeGreaterThan(RATE / 2);
  const old = instances[1];
  expect(await old.stop()).toBe(0);
  expect(ready()).toBe(1);
  instances[1] = await start(portOf(old));
  await expect.poll(ready, { timeout: 5000 }).toBe(2);
  const goal = answers.length + RATE;
  await expect.poll(() => answers.length, { timeout: 10_000 }).toBeGreaterThan(goal);
  clearInterval(timer);
  const failed = (await Promise.all(answers)).filter((status) => status !== 200);
  close();
  expect(failed).toEqual([]);
});
