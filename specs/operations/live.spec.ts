import { afterAll, beforeAll, expect, test } from "vitest";

import { freePort, startPostgres } from "../../scripts/postgres.mjs";
import { type Events, events } from "../support/events";
import { call, type Person, person, post, signInAgain } from "../support/person";
import { type Server, startServer } from "../support/server";

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let here: Server;
let there: Server;
let metrics: number;
let ada: Person;
let grace: Person;
beforeAll(async () => {
  [postgres, metrics] = [await startPostgres(), await freePort()];
  const env = { DATABASE_URL: postgres.url, APP_ORIGIN: "http://localhost:3000", LIVE_HEARTBEAT: "1" };
  const start = (more = {}) => startServer({ ...env, ...more });
  [here, there] = await Promise.all([start({ METRICS_PORT: String(metrics), LOG_LEVEL: "debug" }), start()]);
  [ada, grace] = [await person(here.url, "Ada"), await person(here.url, "Grace")];
});
afterAll(async () => {
  await Promise.all([here?.stop(), there?.stop()]);
  await postgres?.stop();
});

const addThere = (who: Person) => call(`${there.url}/api/${who.id}/tasks`, who.token, { body: { title: "there" } });
const open = async () => {
  const text = await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text();
  return Number(/^live_streams (\d+)$/m.exec(text)![1]);
};

test("what changes on one instance is told on the other, to its owner alone, also after an outage [OPS-060, TASK-041]", async () => {
  const [hers, others] = [await events(here.url, ada.cookie), await events(here.url, grace.cookie)];
  expect((await addThere(ada)).status).toBe(201);
  await expect.poll(hers.changes, { timeout: 5000, interval: 10 }).toBe(1);
  await addThere(grace);
  await expect.poll(others.changes, { timeout: 5000, interval: 10 }).toBe(1);
  expect(hers.changes()).toBe(1);

  await postgres.down();
  await new Promise((resolve) => setTimeout(resolve, 500));
  await postgres.up();
  // Each instance may have missed something meanwhile, so everybody looks once; and then they hear each other again.
  for (const { changes } of [hers, others]) await expect.poll(changes, { timeout: 30_000 }).toBeGreaterThan(1);
  await expect.poll(() => there.output().match(/hears of the changes/g)?.length, { timeout: 30_000 }).toBe(1);
  const before = hers.changes();
  await expect.poll(async () => (await addThere(ada)).status).toBe(201);
  await expect.poll(hers.changes, { timeout: 5000, interval: 10 }).toBeGreaterThan(before);
  expect(here.output().match(/does not hear of the changes/g)).toHaveLength(1);
  for (const stream of [hers, others]) stream.leave();
});

test("a stream ends with its session, though nothing changes; signs of life come all along [OPS-061]", async () => {
  const elsewhere = await signInAgain(here.url, ada);
  const [hers, others] = [await events(here.url, elsewhere.cookie), await events(here.url, grace.cookie)];
  await expect.poll(hers.text, { timeout: 20_000 }).toMatch(/\n:\n/);
  const Origin = there.url;
  expect((await post(`${there.url}/api/auth/sign-out`, {}, { Cookie: elsewhere.cookie, Origin })).status).toBe(200);
  expect(await hers.ended).toMatch(/\n:\n\nevent: end\ndata: \n\n$/);
  expect(others.text()).not.toContain("event:");
  others.leave();
});

test("streams are counted, forgotten when their readers go, logged once, and closed by a server that stops [OPS-062]", async () => {
  await expect.poll(open, { timeout: 20_000 }).toBe(0);
  const streams = [await events(here.url, ada.cookie), await events(here.url, ada.cookie)];
  await expect.poll(open, { timeout: 20_000 }).toBe(2);
  streams[0]!.leave();
  await expect.poll(open, { timeout: 20_000 }).toBe(1);
  const linesOf = ({ headers }: Events) =>
    here
      .output()
      .split("\n")
      .filter((line) => line.includes(`${headers["x-request-id"]}`) && line.includes('"path":"/tasks/events"'));
  // Its line is written a moment after it is forgotten.
  await expect.poll(() => linesOf(streams[0]!), { timeout: 20_000 }).toHaveLength(1);
  expect(linesOf(streams[1]!)).toEqual([]);
  const began = performance.now();
  const stopped = here.stop();
  expect(await streams[1]!.ended).not.toContain("event: end");
  expect(await stopped).toBe(0);
  expect(performance.now() - began).toBeLessThan(9000);
  for (const stream of streams) expect(linesOf(stream)).toHaveLength(1);
});
