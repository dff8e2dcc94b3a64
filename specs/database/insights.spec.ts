import { afterAll, beforeAll, expect, test } from "vitest";

import { insightsStatement, readInsights } from "../../app/insights/insights.server";
import { openTestDatabase, principalIn, type TestDatabase } from "../support/database";

/** In one run by hand: 100000. */
const TASKS = Number(process.env.INSIGHT_TASKS ?? 3000);
const TODAY = "2026-11-21"; // a Saturday

let db: TestDatabase;
let ada: Awaited<ReturnType<typeof principalIn>>;
let grace: typeof ada;
beforeAll(async () => {
  db = await openTestDatabase();
  [ada, grace] = [await principalIn(db), await principalIn(db)];
});
afterAll(() => db.close());

/** Lays out tasks of `who`: created then, completed then, deleted or not. */
async function lay(who: typeof ada, ...tasks: [created: string, completed: string | null, deleted?: boolean][]) {
  for (const [created, completed, deleted = false] of tasks)
    await db.owner(
      `insert into tasks (user_id, id, title, completed, completed_at, created_at, deleted_at)
       values ($1, gen_random_uuid(), 't', $2::text is not null, $2::text::timestamptz, $3::text::timestamptz, case when $4 then now() end)`,
      [who.userId, completed, created, deleted],
    );
}

test("what was done when, by days of UTC, with runs of days and how it stood, and nobody else's [TASK-043]", async () => {
  await lay(
    ada,
    ["2026-11-01T00:00Z", "2026-11-21T00:00Z"],
    ["2026-11-01T00:00Z", "2026-11-20T23:59:59.999Z"],
    ["2026-11-16T00:00Z", "2026-11-20T01:00+02:00"], // still the 19th in UTC
    ["2026-11-10T00:00Z", "2026-11-15T10:00Z"],
    ["2026-11-10T00:00Z", "2026-11-20T10:00Z", true],
    ["2026-11-20T00:00Z", null],
    // Long ago: four days in a row, of which two fall on one day.
    ...["2025-03-03", "2025-03-04", "2025-03-05", "2025-03-05", "2025-03-06"].map((day): [string, string] => [
      `${day}T01:00Z`,
      `${day}T12:00Z`,
    ]),
  );
  await lay(grace, ["2026-11-01T00:00Z", "2026-11-18T10:00Z"]);
  const { days, weeks, streaks, pending, done } = await readInsights(ada, TODAY);
  expect([days.length, days[0], days.at(-1)]).toEqual([83, { date: "2026-08-31", done: 0 }, { date: TODAY, done: 1 }]);
  expect(days.filter((day) => day.done > 0).map(({ date, done }) => [date, done])).toEqual([
    ["2026-11-15", 1],
    ["2026-11-19", 1],
    ["2026-11-20", 1],
    [TODAY, 1],
  ]);
  expect(weeks.slice(-4).map(({ date, done, pending, doneAtAll }) => [date, done, pending, doneAtAll])).toEqual([
    ["2026-10-26", 0, 2, 5],
    ["2026-11-02", 0, 2, 5],
    ["2026-11-09", 1, 2, 6],
    ["2026-11-16", 3, 1, 9],
  ]);
  expect([streaks, pending, done, weeks.length]).toEqual([{ current: 3, longest: 4 }, 1, 9, 12]);
  // A run lasts while yesterday had something done, and no longer.
  expect((await readInsights(ada, "2026-11-22")).streaks.current).toBe(3);
  expect((await readInsights(ada, "2026-11-23")).streaks.current).toBe(0);
  const nobody = await principalIn(db);
  expect(await readInsights(nobody, TODAY)).toMatchObject({ done: 0, pending: 0, streaks: { current: 0, longest: 0 } });
});

test(`${TASKS} tasks come as one small row, and by indexes [TASK-044]`, async () => {
  const who = await principalIn(db);
  await db.owner(
    `insert into tasks (user_id, id, title, completed, completed_at, created_at)
     select $1, gen_random_uuid(), 't' || n, n % 10 > 0,
       case when n % 10 > 0 then $2::text::timestamptz - make_interval(mins => n * 5) end,
       $2::text::timestamptz - make_interval(mins => n * 6)
     from generate_series(1, ${TASKS}) n`,
    [who.userId, TODAY],
  );
  await db.owner("vacuum analyze tasks").catch(() => db.owner("analyze tasks"));
  const took: number[] = [];
  for (let n = 0; n < 5; n++) {
    const began = performance.now();
    await readInsights(who, TODAY);
    took.push(performance.now() - began);
  }
  console.log(`${TASKS} tasks: ${took.map((ms) => ms.toFixed(0)).join(", ")} ms`);
  const plan = await db.app.transaction(async (tx) => {
    // Nobody else has much here; what is asked is whether indexes serve, not which way costs less.
    await tx.query("set local enable_seqscan = off");
    const explaining = {
      query: (text: string, values?: unknown[]) => tx.query(`explain ${text}`, values),
      queryArrays: tx.queryArrays,
    } as typeof tx;
    const lines = await insightsStatement(explaining, { ...who, today: TODAY, first: "2026-08-31" });
    return lines.map((line) => Object.values(line)[0]).join("\n");
  });
  expect(plan).not.toMatch(/Seq Scan on tasks/);
  expect(plan).toContain("tasks_user_id_completed_at_idx");
});
