import { connect, type Socket } from "node:net";

interface Address {
  host: string[];
  port: number[];
  path?: string | undefined;
}

const PAUSE_MS = 200;

/**
 * Makes the sockets of a pool. When one is closed before the database has said anything, as a proxy does that has none
 * behind it, the driver asks for the next at once and for ever: that one is made after a pause. Of several hosts each has
 * its turn. With `once` each has one; then the driver is told by an error that there is no next.
 */
export function pacedSockets({ once = false } = {}): (address: Address) => Promise<Socket> {
  let made = 0;
  let closed = Number.NEGATIVE_INFINITY;
  return async ({ host: hosts, port: ports, path }) => {
    if (once && made >= hosts.length)
      throw new Error("The connection was closed before the database had said anything.");
    const [host, port] = [hosts[made % hosts.length], ports[made % hosts.length]];
    made++;
    const pause = closed + PAUSE_MS - performance.now();
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    const socket = path ? connect(path) : connect(port!, host);
    // Where no way leads to the host, that is said before the driver listens: once more, then.
    socket.once("error", (error) => {
      if (!isHeard(socket)) setImmediate(() => isHeard(socket) && socket.emit("error", error));
    });
    socket.once("close", () => {
      if (socket.bytesRead === 0) closed = performance.now();
    });
    return Object.assign(socket, { host, port }); // by these the driver checks the certificate, and names who failed
  };
}

const isHeard = (socket: Socket) => socket.listenerCount("error") > 0;
