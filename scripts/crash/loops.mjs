import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { startPostgres } from "../postgres.mjs";
import { signUp } from "../reliability/person.mjs";
import { seeded } from "../reliability/random.mjs";
import { serverProcess } from "../reliability/server.mjs";
import { writer } from "./writer.mjs";

/**
 * @typedef {object} Plan
 * @property {"embedded" | "postgres"} database
 * @property {number} seed
 * @property {number} kills so many of the server while it is written to
 * @property {number} databaseKills so many of PostgreSQL
 * @property {number} acknowledged at least so many writes
 * @property {number} [writers]
 * @property {string} [history] the file that keeps what was sent, answered, killed and found
 * @property {(share: number) => void} [progress]
 */

/**
 * Writes, kills, starts again, and looks: each acknowledged write must be there, nothing twice, and what was not
 * answered wholly or not at all.
 */
export async function crashLoops(/** @type {Plan} */ plan) {
  const { database, seed, kills, databaseKills, acknowledged, writers = 8, progress = () => {} } = plan;
  const random = seeded(seed);
  const folder = mkdtempSync(join(tmpdir(), "clearlist-crash-"));
  const history = plan.history ? openHistory(plan.history) : { note: () => {}, close: () => {} };
  const { note } = history;
  const postgres = database === "postgres" ? await startPostgres() : undefined;
  const server = await serverProcess({ DATA_DIR: folder, ...(postgres && { DATABASE_URL: postgres.url }) });
  const result = {
    ...{ database, seed, kills: 0, whileStarting: 0, databaseKills: 0, acknowledged: 0, unanswered: 0, done: 0 },
    ...{ repeated: 0, lost: [], doubled: [], wrong: [], restarts: [], returns: [] },
  };
  note({ event: "plan", ...plan, version: postgres?.version });
  try {
    await server.start();
    const people = [];
    for (let n = 0; n < writers; n++) people.push(writer(await signUp(server.url), random.branch(), note));
    await look();

    const victims = random.shuffled([...Array(kills).fill("server"), ...Array(databaseKills).fill("database")]);
    const perKill = Math.ceil((1.1 * acknowledged) / victims.length);
    for (const [round, victim] of victims.entries()) {
      const goal = result.acknowledged + 1 + random.below(2 * perKill);
      await writeUntilKilled(victim, round + 1 < victims.length ? goal : Math.max(goal, acknowledged));
      await look();
      progress((round + 1) / victims.length);
    }
    // What was sent again last might stand there twice.
    await look();
    const code = await server.stop();
    if (code !== 0) result.wrong.push(`the server ended with ${code}: ${server.output()}`);

    async function writeUntilKilled(/** @type {string} */ victim, /** @type {number} */ goal) {
      let over = false;
      let writing;
      const atGoal = new Promise((resolve) => {
        const acknowledge = () => ++result.acknowledged >= goal && resolve();
        writing = Promise.all(people.map((one) => one.write(() => over, acknowledge)));
        // Nobody ends before the kill, unless something is wrong; that is found by the look.
        writing.then(resolve, resolve);
      });
      await atGoal;
      await later(random.below(20));
      if (victim === "server") await killServer();
      else await killDatabase();
      over = true;
      await writing;
      if (victim === "server") await startServer();
      else await startDatabase();
    }

    async function killServer() {
      note({ event: "kill", of: "server" });
      await server.kill();
      result.kills += 1;
    }

    /** Now and then it is killed again before it is ready. */
    async function startServer() {
      server.launch();
      while (random.below(8) === 0) {
        await later(random.below(1500));
        note({ event: "kill", of: "the starting server" });
        await server.kill();
        result.whileStarting += 1;
        server.launch();
      }
      const ms = await server.ready();
      note({ event: "ready", after: Math.round(ms) });
      result.restarts.push(ms);
    }

    /** Either its immediate stop, or the end of its first process alone. */
    async function killDatabase() {
      const signal = random.oneOf(["SIGQUIT", "SIGKILL"]);
      note({ event: "kill", of: "database", signal });
      await postgres.down(signal);
      result.databaseKills += 1;
    }

    async function startDatabase() {
      // What the killed process left behind must end before another may start.
      for (let attempt = 1; ; attempt++) {
        const failed = await postgres.up().then(
          () => undefined,
          (error) => error,
        );
        if (!failed) break;
        if (attempt === 100) throw failed;
        await later(100);
      }
      const ms = await server.ready();
      note({ event: "ready", after: Math.round(ms) });
      result.returns.push(ms);
    }

    async function look() {
      await Promise.all(
        people.map(async (one) => {
          const { lost, doubled, unanswered, done } = await one.check();
          const { sent, doubled: again } = await one.repeat(unanswered, done);
          result.unanswered += unanswered ? 1 : 0;
          result.done += done ? 1 : 0;
          result.repeated += sent;
          result.lost.push(...lost);
          result.doubled.push(...doubled, ...again);
          result.wrong.push(...one.wrong.splice(0));
        }),
      );
      const { lost, doubled, wrong } = result;
      note({ event: "looked", acknowledged: result.acknowledged, lost, doubled, wrong });
    }
  } finally {
    await server.kill();
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
    await history.close();
  }
  return result;
}

/** One line of the table of results; `heads` are its first two lines. */
export function row(/** @type {Awaited<ReturnType<typeof crashLoops>>} */ result) {
  const { kills, whileStarting, databaseKills, acknowledged, unanswered, done, repeated } = result;
  const { lost, doubled, wrong, restarts, returns } = result;
  const counts = [kills, whileStarting, databaseKills, acknowledged, unanswered, done, repeated];
  const failures = [lost.length, doubled.length, wrong.length];
  return `| ${[result.database, result.seed, ...counts, ...failures, times(restarts), times(returns)].join(" | ")} |`;
}

export const heads = `| database | seed | server killed | and while starting | database killed | acknowledged | unanswered | of these done | sent again | lost | doubled | otherwise wrong | server back, s | service back after the database, s |
|---|${"---:|".repeat(11)}---|---|`;

function times(/** @type {number[]} */ list) {
  if (list.length === 0) return "";
  const sorted = [...list].sort((a, b) => a - b);
  const seconds = (/** @type {number} */ ms) => (ms / 1000).toFixed(1);
  return `${seconds(sorted[Math.floor(sorted.length / 2)])}, at most ${seconds(sorted.at(-1))}`;
}

const later = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** One JSON object a line, with the milliseconds since the beginning. */
function openHistory(/** @type {string} */ file) {
  mkdirSync(dirname(file), { recursive: true });
  const stream = createWriteStream(file);
  const began = performance.now();
  return {
    note: (/** @type {object} */ event) =>
      void stream.write(`${JSON.stringify({ ms: Math.round(performance.now() - began), ...event })}\n`),
    close: () => new Promise((resolve) => stream.end(resolve)),
  };
}
