import { connect, createServer, type Socket } from "node:net";

/** A way to `port` that can be made slow, silent or closed, for whoever is already on it and whoever comes. */
export async function startProxy(port: number) {
  let delay = 0;
  let silent = false;
  let abrupt = false;
  let taken = 0;
  const sockets = new Set<Socket>();
  const forward = (from: Socket, to: Socket) => {
    from.on("data", (chunk) => {
      if (silent) return;
      // Timers of one length fire in order, so the bytes stay in theirs.
      if (delay > 0) setTimeout(() => to.writable && to.write(chunk), delay);
      else to.write(chunk);
    });
    from.on("close", () => to.destroy()).on("error", () => to.destroy());
    sockets.add(from);
  };
  const server = createServer((client) => {
    taken++;
    if (abrupt)
      return void client
        .on("error", () => {})
        .resume()
        .end();
    const upstream = connect(port, "127.0.0.1");
    forward(client, upstream);
    forward(upstream, client);
  });
  const listen = (on: number) => new Promise<void>((resolve) => server.listen(on, "127.0.0.1", resolve));
  const drop = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  await listen(0);
  const { port: own } = server.address() as { port: number };
  return {
    port: own,
    /** Half of it on the way there, half on the way back. */
    slow(ms: number) {
      delay = ms / 2;
    },
    /** Takes everything and passes nothing on, as when a machine vanishes. */
    mute() {
      silent = true;
    },
    /** Takes connections and closes them, as a proxy does that has nobody behind it. */
    hangUp() {
      abrupt = true;
      drop();
    },
    /** How many connections have been taken so far. */
    taken: () => taken,
    refuse() {
      server.close();
      drop();
    },
    async restore() {
      delay = 0;
      abrupt = false;
      // What was swallowed is lost, and with it the sense of what would follow.
      if (silent) drop();
      silent = false;
      if (!server.listening) await listen(own);
    },
    close() {
      drop();
      server.close();
    },
  };
}
