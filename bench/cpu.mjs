// What a process has used, from /proc: the processor's time in milliseconds, and memory in MiB.
import { readdirSync, readFileSync } from "node:fs";

const TICK_MS = 10; // what every Linux that Node runs on reports in

/** All descendants of a process, itself first. */
function family(pid) {
  const parents = new Map();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const found = stat(name);
    if (found) parents.set(Number(name), found.parent);
  }
  const all = [pid];
  for (const one of all) for (const [child, parent] of parents) if (parent === one) all.push(child);
  return all;
}

function stat(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return { parent: Number(fields[1]), own: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return undefined; // it has ended meanwhile
  }
}

/** Begins to count what a process and all below it use; what it answers with says how many milliseconds since. */
export function meter(pid) {
  const before = new Map(family(pid).map((one) => [one, cpuOf(one)]));
  return () => sum(family(pid).map((one) => Math.max(0, cpuOf(one) - (before.get(one) ?? 0))));
}

/** The processor's time of one process with all its threads, to the nanosecond where the kernel counts so. */
function cpuOf(pid) {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    return sum(threads.map((id) => readFileSync(`/proc/${pid}/task/${id}/schedstat`, "utf8").split(" ")[0])) / 1e6;
  } catch {
    return (stat(pid)?.own ?? 0) * TICK_MS;
  }
}

/** Resident memory of a process, and the most it ever had. */
export function memoryOf(pid) {
  const text = readFileSync(`/proc/${pid}/status`, "utf8");
  const read = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(text)?.[1] ?? 0) / 1024;
  return { now: read("VmRSS"), most: read("VmHWM") };
}

function sum(values) {
  return values.reduce((total, value) => total + Number(value), 0);
}
