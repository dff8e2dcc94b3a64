// The production build as a process that a harness starts, kills and starts again at the same address.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { freePort } from "../postgres.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** However the harness ends, nothing of it stays behind. */
const running = new Set();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** @typedef {Awaited<ReturnType<typeof serverProcess>>} ServerProcess */

/** A server with these settings, not yet started; its limits are off unless `settings` say otherwise. */
export async function serverProcess(/** @type {Record<string, string>} */ settings) {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  /** @type {import("node:child_process").ChildProcess | undefined} */
  let child;
  let output = "";
  /** @type {Promise<number | null>} */
  let ended;

  const isReady = async () => {
    try {
      const answer = await fetch(`${url}/readyz`);
      await answer.text();
      return answer.ok;
    } catch {
      return false;
    }
  };

  const launch = () => {
    output = "";
    child = spawn(process.execPath, ["scripts/start.cjs"], {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        BETTER_AUTH_SECRET: "a secret for harnesses, and for nothing else",
        RATE_LIMIT_API: "0",
        RATE_LIMIT_SIGNIN: "0",
        RATE_LIMIT_SIGNUP: "0",
        MAIL_TRANSPORT: "file",
        STOP_DELAY: "0",
        ...settings,
        PORT: String(port),
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const mine = child;
    running.add(mine);
    for (const stream of [mine.stdout, mine.stderr])
      stream.on("data", (chunk) => {
        output = (output + chunk).slice(-10_000);
      });
    ended = new Promise((resolve) =>
      mine.once("close", (code) => {
        running.delete(mine);
        resolve(code);
      }),
    );
  };
  const end = async (/** @type {NodeJS.Signals} */ signal) => {
    child.kill(signal);
    return ended;
  };
  /** Until it says that it is ready; the milliseconds that took. */
  const ready = async () => {
    const began = performance.now();
    while (!(await isReady())) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`The server ended with ${child.exitCode ?? child.signalCode}:\n${output}`);
      if (performance.now() - began > 120_000) throw new Error(`The server is not ready after two minutes:\n${output}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return performance.now() - began;
  };
  return {
    url,
    launch,
    ready,
    start: () => {
      launch();
      return ready();
    },
    pid: () => child.pid,
    output: () => output,
    /** SIGTERM; the exit code. */
    stop: () => end("SIGTERM"),
    /** SIGKILL: no goodbyes. */
    kill: () => end("SIGKILL"),
  };
}
