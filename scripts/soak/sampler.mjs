// Runs inside the server that is watched (node --import): every half second what it has, as a line of JSON in
// SOAK_SAMPLES. Every SOAK_COLLECT milliseconds its garbage is collected first: what is left then is what it keeps.
import { appendFileSync, readdirSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");
const began = performance.now();

function sample(/** @type {boolean} */ collected) {
  const { rss, heapUsed } = process.memoryUsage();
  const line = {
    seconds: (performance.now() - began) / 1000,
    rss: rss / 2 ** 20,
    heap: heapUsed / 2 ** 20,
    handles: readdirSync("/proc/self/fd").length,
    collected,
  };
  appendFileSync(process.env.SOAK_SAMPLES, `${JSON.stringify(line)}\n`);
}

setInterval(sample, 500, false).unref();
setInterval(() => {
  collect();
  sample(true);
}, Number(process.env.SOAK_COLLECT)).unref();
