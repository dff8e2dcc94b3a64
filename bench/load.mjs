// Sends requests over connections that stay open, each as soon as the last was answered, and notes how long each took.
// In a thread of its own, so that what it costs is not taken for what the server costs.
import { connect } from "node:net";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

const LAST_CHUNK = Buffer.from("\r\n0\r\n\r\n");

/**
 * @typedef {object} Load
 * @property {number} port
 * @property {Uint8Array[]} requests Sent in turn.
 * @property {number} connections
 * @property {number} seconds
 * @property {number} [least] So many requests at least, if that takes no more than four times as long.
 * @property {number} [perSecond] So many requests a second over all connections, evenly spread, instead of each as soon
 * as the last was answered. One that was due before that has waited since it was due.
 */

/** @typedef {{ count: number, refused: number, seconds: number, times: Float64Array }} Loaded */

/** @returns {Promise<Loaded>} */
export function load(/** @type {Load} */ what) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: what });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

if (!isMainThread) parentPort.postMessage(await run(workerData));

async function run({ port, requests, connections, seconds, least = 0, perSecond }) {
  const times = [];
  let refused = 0;
  let next = 0;
  const began = performance.now();
  const isOver = () => {
    const passed = (performance.now() - began) / 1000;
    return passed >= seconds && (times.length >= least || passed >= seconds * 4);
  };
  await Promise.all(Array.from({ length: connections }, (_, n) => one(n)));
  return { count: times.length, refused, seconds: (performance.now() - began) / 1000, times: Float64Array.from(times) };

  function one(n) {
    return new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1").setNoDelay();
      let due = began + (n * 1000) / perSecond;
      let sent = 0;
      let got;
      const send = (since) => {
        if (isOver()) return void socket.end(resolve);
        sent = since ?? performance.now();
        got = undefined;
        socket.write(requests[next++ % requests.length]);
      };
      const goOn = () => {
        if (perSecond === undefined) return send();
        const since = due;
        const wait = since - performance.now();
        due += (connections * 1000) / perSecond;
        if (wait > 0) setTimeout(send, wait);
        else send(since);
      };
      socket.on("connect", goOn);
      socket.on("error", reject);
      socket.on("close", () => reject(new Error(`the server at ${port} closed a connection`)));
      socket.on("data", (chunk) => {
        got = got ? Buffer.concat([got, chunk]) : chunk;
        const status = answered(got);
        if (status === undefined) return;
        times.push(performance.now() - sent);
        if (status < 200 || status > 299) refused++;
        goOn();
      });
    });
  }
}

/** The status of an answer that is there as a whole. */
function answered(bytes) {
  const head = bytes.indexOf("\r\n\r\n");
  if (head < 0) return undefined;
  const text = bytes.latin1Slice(0, head);
  const length = /^content-length: *(\d+)/im.exec(text)?.[1];
  const status = Number(text.slice(9, 12));
  const whole =
    length !== undefined
      ? bytes.length >= head + 4 + Number(length)
      : /^transfer-encoding: *chunked/im.test(text)
        ? bytes.subarray(-7).equals(LAST_CHUNK)
        : true;
  return whole ? status : undefined;
}
