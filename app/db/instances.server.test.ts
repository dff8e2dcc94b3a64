import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { expect, test } from "vitest";

import { exchangeNews } from "./instances.server";

/** What a database that is not there does with a connection, and how long it is let be then and then, at least. */
const ABSENT: [string, (socket: Socket) => void, number[]][] = [
  ["resets it", (socket) => socket.resetAndDestroy(), [250, 500, 1000]],
  ["closes it", (socket) => socket.resume().end(), [250, 500, 1000]],
  ["says nothing", (socket) => socket.resume(), [5250]],
];

for (const [how, treat, pauses] of ABSENT)
  test(`an instance whose connection for news meets one that ${how} tries again after a pause [OPS-078]`, async () => {
    const attempts: number[] = [];
    const database = createServer((socket) => {
      attempts.push(performance.now());
      socket.on("error", () => {});
      treat(socket);
    }).listen(0, "127.0.0.1");
    await once(database, "listening");
    const { port } = database.address() as AddressInfo;
    const end = exchangeNews(`postgres://anybody@127.0.0.1:${port}/clearlist`);
    await expect.poll(() => attempts.length, { timeout: 20_000 }).toBeGreaterThan(pauses.length);
    await end();
    database.close();
    // How long a connection takes to be made varies by some milliseconds.
    for (const [n, pause] of pauses.entries()) expect(attempts[n + 1]! - attempts[n]!).toBeGreaterThan(pause - 20);
  });
