// A PgBouncer in transaction mode for tests: the installed one, else (as root on Debian) the distribution's package.
import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, plainUser } from "./postgres.mjs";

/** Stands before the PostgreSQL on `port` with so many connections to it; answers with its own port, and `stop`. */
export async function startPgBouncer(port, connections) {
  const program = findPgBouncer();
  const folder = mkdtempSync(join(tmpdir(), "clearlist-pgbouncer-"));
  const user = plainUser();
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const own = await freePort();
  const settings = {
    listen_addr: "127.0.0.1",
    listen_port: own,
    unix_socket_dir: "",
    auth_type: "any",
    pool_mode: "transaction",
    default_pool_size: connections,
    max_client_conn: 200,
    server_login_retry: 1,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  const file = join(folder, "pgbouncer.ini");
  writeFileSync(file, `[databases]\n* = host=127.0.0.1 port=${port} user=postgres\n[pgbouncer]\n${lines.join("\n")}\n`);
  const process = spawn(program, [file], { ...user, cwd: folder, stdio: "ignore" });
  const ended = new Promise((resolve) => process.once("exit", resolve));
  while (!(await answers(own)))
    if (process.exitCode !== null) throw new Error(`PgBouncer ended with ${process.exitCode}.`);
  return {
    port: own,
    async stop() {
      process.kill("SIGKILL");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function findPgBouncer() {
  const found = installed();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    console.log("Installing PgBouncer …");
    spawnSync("apt-get", ["update"], { stdio: "ignore" });
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "pgbouncer"], { stdio: "ignore", env });
    if (installed()) return installed();
  }
  throw new Error("No PgBouncer was found and none could be installed. Install one, or set PGBOUNCER_PATH to it.");
}

function installed() {
  const onPath = (process.env.PATH ?? "").split(":").map((folder) => join(folder, "pgbouncer"));
  return [process.env.PGBOUNCER_PATH, ...onPath, "/usr/sbin/pgbouncer"].find((path) => path && existsSync(path));
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = createConnection(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => setTimeout(resolve, 30, false));
    socket.once("connect", () => socket.destroy());
  });
}
