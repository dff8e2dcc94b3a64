import { expect, test } from "vitest";

import { crashLoops } from "../../scripts/crash/loops.mjs";

const clean = { lost: [], doubled: [], wrong: [] };
const seed = Number(process.env.CRASH_SEED ?? Date.now() % 2 ** 32);
const some = { seed, writers: 4, acknowledged: 60 };

test.concurrent(`the server is killed three times on the embedded database, seed ${seed} [OPS-040, OPS-015]`, async () => {
  const result = await crashLoops({ ...some, database: "embedded", kills: 3, databaseKills: 0 });
  expect(result).toMatchObject({ ...clean, kills: 3 });
  expect(result.acknowledged).toBeGreaterThanOrEqual(some.acknowledged);
  expect(result.repeated).toBeGreaterThan(0);
}, 180_000);

test.concurrent(`the server is killed twice, and PostgreSQL once, seed ${seed} [OPS-040, OPS-041]`, async () => {
  const result = await crashLoops({ ...some, database: "postgres", kills: 2, databaseKills: 1 });
  expect(result).toMatchObject({ ...clean, kills: 2, databaseKills: 1 });
  expect(result.acknowledged).toBeGreaterThanOrEqual(some.acknowledged);
  for (const ms of result.returns) expect(ms).toBeLessThan(5000);
}, 180_000);
