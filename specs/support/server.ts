import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { freePort } from "../../scripts/postgres.mjs";

/** Known to the tests, so that they can forge tokens with it; used nowhere else. */
export const SECRET = "a secret for tests, and for nothing else but tests";

export interface Server {
  url: string;
  dataDir: string;
  process: ChildProcess;
  /** Everything it has printed so far. */
  output(): string;
  /** SIGTERM, and the exit code once it has ended. */
  stop(): Promise<number | null>;
  /** SIGKILL: no goodbyes. */
  kill(): Promise<void>;
}

const quiet = {
  RATE_LIMIT_API: "0",
  RATE_LIMIT_SIGNIN: "0",
  RATE_LIMIT_SIGNUP: "0",
  MAIL_TRANSPORT: "file",
  STOP_DELAY: "0",
};

/**
 * Starts the production build on a free port, with the limits off unless `env` says otherwise, and waits until it is
 * ready. `script` is what is run instead of the start script, and may be talked to over the process's channel.
 */
export async function startServer(env: Record<string, string> = {}, script = START): Promise<Server> {
  const { server, ended } = await launch(env, script);
  for (;;) {
    const ready = await fetch(`${server.url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return server;
    const code = await Promise.race([ended, new Promise<undefined>((resolve) => setTimeout(resolve, 30))]);
    if (code !== undefined) throw new Error(`The server ended with ${code}:\n${server.output()}`);
  }
}

/** Starts a server that is expected to refuse: its exit code, and what it printed. */
export async function refusedStart(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const { server, ended } = await launch(env);
  return { code: await ended, output: server.output() };
}

/** A folder for one test's data; the test removes it. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "clearlist-test-"));
}

const START = "scripts/start.cjs";

/**
 * Notes which lines run, once for each way of starting a server in a spec: a server that does it takes a third longer to
 * start, and ten megabytes, and the next one of its kind would tell little new.
 */
function coverageOf(kind: string): Record<string, string> {
  const { COVERAGE_DIR } = process.env;
  if (!COVERAGE_DIR || covered.has(kind)) return {};
  covered.add(kind);
  return { NODE_V8_COVERAGE: COVERAGE_DIR };
}
const covered = new Set<string>();

/** Starts a server and waits for nothing. */
export async function launch(env: Record<string, string>, script = START) {
  const port = await freePort();
  const dataDir = env.DATA_DIR ?? temporaryFolder();
  const child = spawn(process.execPath, [script], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ...coverageOf(`${script} ${Object.keys(env).sort()}`),
      BETTER_AUTH_SECRET: SECRET,
      ...quiet,
      PORT: String(port),
      DATA_DIR: dataDir,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe", ...(script === START ? [] : ["ipc" as const])],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (printed += chunk));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    const code = await ended;
    if (!env.DATA_DIR) rmSync(dataDir, { recursive: true, force: true });
    return code;
  };
  const server: Server = {
    url: `http://localhost:${env.PORT ?? port}`,
    dataDir,
    process: child,
    output: () => printed,
    stop: () => end("SIGTERM"),
    kill: async () => void (await end("SIGKILL")),
  };
  return { server, ended };
}
