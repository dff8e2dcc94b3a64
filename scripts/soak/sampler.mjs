// Runs inside the server that is watched (node --import): every half second what it has, as a line of JSON in SOAK_SAMPLES.
import { appendFileSync, readdirSync } from "node:fs";

const began = performance.now();
setInterval(() => {
  const { rss, heapUsed } = process.memoryUsage();
  const sample = {
    seconds: (performance.now() - began) / 1000,
    rss: rss / 2 ** 20,
    heap: heapUsed / 2 ** 20,
    handles: readdirSync("/proc/self/fd").length,
  };
  appendFileSync(process.env.SOAK_SAMPLES, `${JSON.stringify(sample)}\n`);
}, 500).unref();
