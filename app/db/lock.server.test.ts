import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { takeLock } from "./lock.server";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "clearlist-lock-"));
  path = join(folder, "db.lock");
});
afterEach(() => rmSync(folder, { recursive: true }));

const bootId = () => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
const startOf = (pid: number) =>
  readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ")[19]!;
const leave = (holder: object | string) =>
  writeFileSync(path, typeof holder === "string" ? holder : JSON.stringify(holder));

test("a lock is taken, held against others, and given back [OPS-012]", () => {
  const release = takeLock(path);
  expect(() => takeLock(path)).toThrow(`in use by process ${process.pid}`);
  release();
  expect(existsSync(path)).toBe(false);
  takeLock(path)();
});

describe("it is not taken from a process that lives [OPS-013]", () => {
  test("however old the lock is", () => {
    leave({ pid: 1, boot: bootId(), started: startOf(1) });
    expect(() => takeLock(path)).toThrow("in use by process 1 ");
  });
});

describe("it is taken over from a holder that is gone [OPS-013]", () => {
  const gone = () => spawnSync(process.execPath, ["-e", ""]).pid;

  test("dead", () => {
    leave({ pid: gone(), boot: bootId(), started: "1" });
    takeLock(path)();
  });

  test("whose id belongs to another process by now", () => {
    leave({ pid: process.pid, boot: bootId(), started: "1" });
    takeLock(path)();
  });

  test("from before the machine was started anew", () => {
    leave({ pid: process.pid, boot: "another boot", started: startOf(process.pid) });
    takeLock(path)();
  });

  test("who left something that cannot be read", () => {
    for (const rubbish of ["", "{", "null", '{"pid":"x"}', '{"pid":-1}']) {
      leave(rubbish);
      takeLock(path)();
    }
  });

  test("and is a zombie", async () => {
    // A child that has ended and whose parent, stopped, does not collect it.
    const parent = spawn("sh", ["-c", "sleep 0.1 & echo $!; kill -STOP $$"], { stdio: ["ignore", "pipe", "ignore"] });
    const zombie = await new Promise<number>((resolve) =>
      parent.stdout.once("data", (chunk) => resolve(Number(chunk))),
    );
    const started = startOf(zombie);
    await expect.poll(() => readFileSync(`/proc/${zombie}/stat`, "utf8").replace(/^.*\) /s, "")[0]).toBe("Z");
    leave({ pid: zombie, boot: bootId(), started });
    takeLock(path)();
    parent.kill("SIGKILL");
  });
});

test("a lock that was taken from us meanwhile is not taken away again [OPS-013]", () => {
  const release = takeLock(path);
  leave("somebody else's");
  release();
  expect(readFileSync(path, "utf8")).toBe("somebody else's");
});
