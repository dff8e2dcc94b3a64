// The end of `npm run build`: starts the server once, asks it for what people ask for first, and keeps what its code was
// compiled to meanwhile. In a process of its own, with a database that nobody needs afterwards.
import "./one-storage.cjs";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./postgres.mjs";
import { keepCode, server } from "./server.cjs";

const folder = mkdtempSync(join(tmpdir(), "clearlist-build-"));
const port = await freePort();
// Whatever it will be run with, this has nothing to do with it.
for (const name of Object.keys(process.env)) if (!["PATH", "HOME", "TMPDIR"].includes(name)) delete process.env[name];
Object.assign(process.env, {
  NODE_ENV: "production",
  PORT: String(port),
  DATA_DIR: folder,
  LOG_LEVEL: "silent",
  STOP_DELAY: "0",
});
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

console.log = () => {}; // it is not the server that somebody wants

server("held").refuseHeldDatabase();
await server("index").start();
for (const path of ["/readyz", "/", "/login", "/tasks", "/api/nobody/tasks"])
  await fetch(`http://127.0.0.1:${port}${path}`).then((answer) => answer.text());
keepCode();
process.kill(process.pid, "SIGTERM");
