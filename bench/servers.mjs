// The servers that are measured: each a process of its own on a free loopback port.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { freePort } from "../scripts/postgres.mjs";
import { SECRET } from "./tokens.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const peers = join(root, "bench/peers");
/** However the benchmark ends, no server stays behind, nor what it wrote. */
const running = new Set();
const folders = new Set();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** @typedef {Awaited<ReturnType<typeof startServer>>} Server */

const NEXT = "n1/node_modules/next/dist/bin/next";
/** Next.js says nothing to its makers. */
const QUIET = { NEXT_TELEMETRY_DISABLED: "1" };

/** What there is to measure; `product` is ours. */
const KINDS = {
  L0: { name: "node:http, SQL by hand, jose", run: () => [process.execPath, "l0.mjs"] },
  L0J: { name: "L0 with JSON made by PostgreSQL", run: () => [process.execPath, "l0j.mjs"] },
  L0JC: { name: "L0J with verified tokens kept", run: () => [process.execPath, "l0j.mjs"], env: { AUTH: "cache" } },
  H1: { name: "Hono, Drizzle, jose", run: () => [process.execPath, "h1.mjs"] },
  F1: { name: "FastAPI, SQLAlchemy, PyJWT", run: fastapi },
  R2: { name: "React Router as it comes", run: () => [process.execPath, "r2/server.mjs"] },
  N1: {
    name: "Next.js, Drizzle, jose",
    run: (port) => [process.execPath, NEXT, "start", "n1", "-p", String(port), "-H", "127.0.0.1"],
    env: QUIET,
  },
  product: { name: "Clearlist" },
};

/** Debian's Python: that is where its packages are. */
const PYTHON = "/usr/bin/python3";
const IMPORTS = "import fastapi, uvicorn, sqlalchemy, asyncpg, jwt, uvloop, httptools";

/** Whether the original stack can run here. */
export function hasFastapi() {
  return spawnSync(PYTHON, ["-c", IMPORTS], { stdio: "ignore" }).status === 0;
}

function fastapi(port) {
  return [PYTHON, "-m", "uvicorn", "f1:app", "--host", "127.0.0.1", "--port", String(port), "--no-access-log"];
}

/** Starts one and waits for its first answer; `settings` is the environment beyond the usual. */
export async function startServer(kind, settings = {}) {
  const port = await freePort();
  const dataDir = settings.DATA_DIR ?? mkdtempSync(join(tmpdir(), "clearlist-bench-"));
  if (!settings.DATA_DIR) folders.add(dataDir);
  const origin = `http://127.0.0.1:${port}`;
  const { run, env: own } = KINDS[kind];
  const product = kind === "product";
  const [command, ...args] = product
    ? [process.execPath, ...(settings.NODE_ARGS?.split(" ") ?? []), "scripts/start.cjs"]
    : run(port);
  const began = performance.now();
  const child = spawn(command, args, {
    cwd: product ? root : peers,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: "production",
      PORT: String(port),
      ...(product
        ? {
            DATA_DIR: dataDir,
            BETTER_AUTH_SECRET: SECRET,
            APP_ORIGIN: origin,
            RATE_LIMIT_API: "1000000000",
            STOP_DELAY: "0",
          }
        : { JWT_SECRET: SECRET, ...own }),
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => (printed = (printed + chunk).slice(-5000)));
  const ended = new Promise((resolve) => child.once("exit", (code) => resolve(code ?? "a signal")));
  void ended.then(() => running.delete(child));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    if (!settings.DATA_DIR) rmSync(dataDir, { recursive: true, force: true });
  };
  for (;;) {
    // Somebody without a token: every one of them refuses that once it is there.
    const there = await fetch(`${origin}${product ? "/readyz" : "/api/user-1/tasks"}`).then(
      (answer) => answer.body?.cancel().then(() => true) ?? true,
      () => false,
    );
    if (there) break;
    const code = await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 5))]);
    if (code !== undefined) throw new Error(`${kind} ended with ${code}:\n${printed}`);
  }
  return { kind, port, origin, pid: child.pid, startMs: performance.now() - began, stop, output: () => printed };
}

/** Installs what the peers are made of, next to them, when that has not been done. */
export function installPeers(folder = peers) {
  const { status } = spawnSync("npm", ["ls", "--prefix", folder], { stdio: "ignore" });
  if (status === 0) return;
  console.log("Installing the peers …");
  const installed = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: folder,
    stdio: "inherit",
  });
  if (installed.status !== 0) throw new Error("The peers could not be installed: see above.");
}

/** Installs and builds N1, which is not among the other peers: it is larger than all of them. */
export function buildNext() {
  installPeers(join(peers, "n1"));
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...QUIET };
  const built = spawnSync(process.execPath, [NEXT, "build", "n1"], { cwd: peers, env, encoding: "utf8" });
  if (built.status !== 0) throw new Error(`N1 was not built:\n${built.stdout}${built.stderr}`);
}

/** Builds the page of R2 with the product's own React Router. */
export function buildPage() {
  const cli = join(root, "node_modules/@react-router/dev/bin.js");
  const built = spawnSync(process.execPath, [cli, "build"], { cwd: join(peers, "r2"), encoding: "utf8" });
  if (built.status !== 0) throw new Error(`The page of R2 was not built:\n${built.stdout}${built.stderr}`);
}
