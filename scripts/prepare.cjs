// What `npm start` and `npm test` need before anything else: packages and a build, made when they are missing or old.
const { createHash } = require("node:crypto");
const { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "../");
/** What was built last: by content, and by what the files of it looked like. */
const STAMP = "build/stamp";
const LOOKS = "build/looks";
const SOURCES = [
  "app",
  "public",
  "drizzle",
  "server.ts",
  "scripts/build.mjs",
  "scripts/keep-code.mjs",
  "scripts/server.cjs",
  "package-lock.json",
  "react-router.config.ts",
  "vite.config.ts",
];

/** Runs a command in the project's folder and ends this process when it fails. */
function run(command, args, env = {}) {
  const { spawnSync } = require("node:child_process"); // most starts have nothing to run
  const { status, signal } = spawnSync(command, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...env },
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    console.error(`${command} ${args.join(" ")} failed (${signal ?? status}).`);
    process.exit(status || 1);
  }
}

/** Exits with a sentence when Node is too old for what follows. */
function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Clearlist needs Node 20.19 or later; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Runs `work` while no other process of this folder does: several servers may be started at once. */
function alone(work) {
  const lock = join(root, ".prepare.lock");
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      if (isGone(lock)) rmSync(lock, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function isGone(lock) {
  try {
    const pid = Number(readFileSync(lock, "utf8"));
    // Empty for the moment between its making and its writing.
    if (pid > 0) process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}

/** `npm ci`, unless what the lock file says is installed already. */
function ensureInstalled() {
  const installed = join(root, "node_modules/.package-lock.json");
  const wanted = join(root, "package-lock.json");
  const isCurrent = () => existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs;
  if (isCurrent()) return;
  alone(() => {
    if (isCurrent()) return;
    console.log("Installing packages …");
    // The build needs the development packages, also where NODE_ENV=production would leave them out.
    run("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]);
  });
}

/** `npm run build`, unless the sources are those of the last build. */
function ensureBuilt() {
  const files = SOURCES.flatMap(filesBelow).sort();
  const looks = hashOf(files, looksOf);
  // Only where something looks touched is it read: a clone or a checkout touches everything, and changes nothing.
  if (noted(LOOKS) === looks) return;
  const hash = hashOf(files, readFileSync);
  if (noted(STAMP) !== hash)
    alone(() => {
      if (noted(STAMP) === hash) return;
      console.log("Building …");
      run("npm", ["run", "--silent", "build"], { NODE_ENV: "production" });
      writeFileSync(join(root, STAMP), hash);
    });
  try {
    writeFileSync(join(root, LOOKS), looks);
  } catch {} // whoever runs the server need not be allowed to write here: then it is read each time
}

function noted(name) {
  const file = join(root, name);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function filesBelow(path) {
  const whole = `${root}${path}`;
  if (!statSync(whole).isDirectory()) return [whole];
  return readdirSync(whole, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`);
}

function hashOf(files, of) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file.slice(root.length)}\0`).update(of(file));
  return hash.digest("hex");
}

function looksOf(file) {
  const { size, mtimeMs } = statSync(file);
  return `${size} ${mtimeMs}`;
}

module.exports = { ensureBuilt, ensureInstalled, requireNode, root, run };
