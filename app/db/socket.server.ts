import { connect, type Socket } from "node:net";

interface Address {
  host: string[];
  port: number[];
  path?: string | undefined;
}

const PAUSE_MS = 200;

/**
 * Makes the sockets of a pool. When one is closed before the database has said anything, as a proxy does that has none
 * behind it, the driver asks for the next at once and for ever: that one is made after a pause. With `once` there is no
 * next; the driver is told so by an error.
 */
export function pacedSockets({ once = false } = {}): (address: Address) => Promise<Socket> {
  let made = 0;
  let closed = Number.NEGATIVE_INFINITY;
  return async ({ host: [host], port: [port], path }) => {
    if (once && made > 0) throw new Error("The connection was closed before the database had said anything.");
    made++;
    const pause = closed + PAUSE_MS - performance.now();
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    const socket = path ? connect(path) : connect(port!, host);
    socket.once("close", () => {
      if (socket.bytesRead === 0) closed = performance.now();
    });
    return Object.assign(socket, { host, port }); // by these the driver checks the certificate, and names who failed
  };
}
