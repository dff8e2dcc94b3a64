import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

interface Address {
  host: string[];
  port: number[];
  path?: string | undefined;
}

const PAUSE_MS = 200;

/**
 * Makes the sockets of a pool. When one is closed before the database has said anything, as by a proxy that has none
 * behind it, the driver asks for the next at once and for ever: that one is made after a pause. Of several hosts the next
 * has its turn when one does not answer.
 */
export function pacedSockets(): (address: Address) => Promise<Socket> {
  let turn = 0;
  let young: { socket: Socket; made: number }[] = [];
  return async ({ host: hosts, port: ports, path }) => {
    young = young.filter(({ made }) => made > performance.now() - PAUSE_MS);
    const pause = young.some(({ socket }) => socket.destroyed) ? PAUSE_MS : undefined;
    // Awaited in any case: so the driver listens before an address that no way leads to can fail.
    await (pause && sleep(pause));
    const at = turn % hosts.length;
    const [host, port] = [hosts[at], ports[at]];
    const socket = path ? connect(path) : connect(port!, host);
    young.push({ socket, made: performance.now() });
    socket.once("close", () => {
      if (socket.bytesRead === 0) turn = at + 1;
    });
    return Object.assign(socket, { host, port }); // by these the driver checks the certificate, and names who failed
  };
}
