import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "../postgres.mjs";
import { signUp } from "../reliability/person.mjs";
import { seeded } from "../reliability/random.mjs";
import { serverProcess } from "../reliability/server.mjs";
import { slope } from "./trend.mjs";
import { user } from "./user.mjs";

const TOKEN_MS = 5 * 60_000;

/**
 * @typedef {object} Plan
 * @property {"embedded" | "postgres"} database
 * @property {number} seconds
 * @property {number} [users]
 * @property {number} [pause] milliseconds between two requests of somebody, on average
 * @property {number} [seed]
 * @property {(share: number) => void} [progress]
 */

/** Lets people use a server for so long, and watches what it takes up; the first fifth is its warm-up. */
export async function soak(/** @type {Plan} */ plan) {
  const { database, seconds, users = 50, pause = 500, seed = 1, progress = () => {} } = plan;
  const random = seeded(seed);
  const folder = mkdtempSync(join(tmpdir(), "clearlist-soak-"));
  const samplesFile = join(folder, "samples.jsonl");
  const postgres = database === "postgres" ? await startPostgres() : undefined;
  const server = await serverProcess({
    DATA_DIR: folder,
    NODE_OPTIONS: `--import=${new URL("sampler.mjs", import.meta.url).href}`,
    SOAK_SAMPLES: samplesFile,
    SOAK_COLLECT: String(Math.max(1000, (seconds * 1000) / 40)),
    ...(postgres && { DATABASE_URL: postgres.url }),
  });
  /** @type {string[]} */
  const errors = [];
  const times = [];
  try {
    await server.start();
    const people = [];
    for (let n = 0; n < users; n++) people.push(await signUp(server.url));
    const began = performance.now();
    const elapsed = () => performance.now() - began;
    const skip = readSamples(samplesFile).length;
    await Promise.all(
      people.map(async (person) => {
        const mine = random.branch();
        const step = user(person, mine, (what) => void errors.push(what));
        let renewed = Number.NEGATIVE_INFINITY;
        while (elapsed() < seconds * 1000) {
          await new Promise((resolve) => setTimeout(resolve, 2 * pause * mine.next()));
          try {
            if (elapsed() - renewed > TOKEN_MS) {
              renewed = elapsed();
              await person.renewToken();
            }
            const asked = performance.now();
            await step();
            times.push(performance.now() - asked);
          } catch (error) {
            errors.push(`${Math.round(elapsed() / 1000)} s: ${error.cause ?? error}`);
          }
          progress(Math.min(1, elapsed() / 1000 / seconds));
        }
      }),
    );
    const code = await server.stop();
    if (code !== 0) errors.push(`the server ended with ${code}: ${server.output()}`);
    const [first, ...rest] = readSamples(samplesFile).slice(skip);
    const samples = [first, ...rest].map((sample) => ({ ...sample, seconds: sample.seconds - first.seconds }));
    const warmUp = seconds / 5;
    const warm = samples.filter((sample) => sample.seconds >= warmUp);
    const collected = warm.filter((sample) => sample.collected);
    const handles = warm.map((sample) => sample.handles);
    times.sort((a, b) => a - b);
    return {
      ...{ database, seconds, users, warmUp, samples, errors, steps: times.length },
      p50: times[Math.floor(times.length / 2)],
      p99: times[Math.floor(times.length * 0.99)],
      rss: ends(collected, "rss"),
      heap: ends(collected, "heap"),
      handles: { least: Math.min(...handles), most: Math.max(...handles), slope: slope(warm, "handles") },
    };
  } finally {
    await server.kill();
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const ends = (/** @type {import("./trend.mjs").Sample[]} */ samples, /** @type {"rss" | "heap"} */ of) => ({
  from: samples[0][of],
  to: samples.at(-1)[of],
  slope: slope(samples, of),
});

/** @returns {import("./trend.mjs").Sample[]} */
function readSamples(/** @type {string} */ file) {
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}

export const heads = `| database | minutes | people | steps | errors | half of them within, ms | 99 of 100 within, ms | resident memory, MiB | rises by, a minute | heap, MiB | rises by, a minute | open files and sockets | rise by, a minute |
|---|---:|---:|---:|---:|---:|---:|---|---:|---|---:|---|---:|`;

/** One line of the table. */
export function row(/** @type {Awaited<ReturnType<typeof soak>>} */ result) {
  const { database, seconds, users, steps, errors, p50, p99, rss, heap, handles } = result;
  const load = [database, +(seconds / 60).toFixed(1), users, steps, errors.length, p50.toFixed(0), p99.toFixed(0)];
  const memory = [rss, heap].flatMap(({ from, to, slope }) => [
    `${from.toFixed(0)} to ${to.toFixed(0)}`,
    slope.toFixed(2),
  ]);
  const open = [`${handles.least} to ${handles.most}`, handles.slope.toFixed(2)];
  return `| ${[...load, ...memory, ...open].join(" | ")} |`;
}
