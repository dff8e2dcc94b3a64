// What is measured on, so that figures can be told apart.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem } from "node:os";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The machine as it is before anything runs, and what runs on it. */
export function machine() {
  const all = cpus();
  return {
    taken: new Date().toISOString(),
    commit:
      git("rev-parse", "--short", "HEAD") + (git("status", "--porcelain", "--", "app", "server.ts") && ", changed"),
    cpus: all.length,
    model: all[0]?.model.trim() ?? "unknown",
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release()}`,
    node: process.version,
    pglite: JSON.parse(readFileSync(`${root}node_modules/@electric-sql/pglite/package.json`, "utf8")).version,
    load: loadavg().map((one) => Math.round(one * 100) / 100),
  };
}

function git(...args) {
  return spawnSync("git", args, { cwd: root, encoding: "utf8" }).stdout?.trim() ?? "";
}
