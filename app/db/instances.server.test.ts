import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { expect, test } from "vitest";

import { exchangeNews } from "./instances.server";

/** The shortest pauses before the second, third and fourth attempt, which vary by half. */
const PAUSES_MS = [250, 500, 1000];

/** What a database that is not there does with a connection. */
const ABSENT: [string, (socket: Socket) => void][] = [
  ["resets it", (socket) => socket.resetAndDestroy()],
  ["closes it", (socket) => socket.end()],
];

for (const [how, refuse] of ABSENT)
  test(`an instance whose connection for news meets one that ${how} tries again at growing pauses [OPS-078]`, async () => {
    const attempts: number[] = [];
    const database = createServer((socket) => {
      attempts.push(performance.now());
      socket.on("error", () => {});
      refuse(socket);
    }).listen(0, "127.0.0.1");
    await once(database, "listening");
    const { port } = database.address() as AddressInfo;
    const end = exchangeNews(`postgres://anybody@127.0.0.1:${port}/clearlist`);
    await expect.poll(() => attempts.length, { timeout: 10_000 }).toBeGreaterThan(PAUSES_MS.length);
    await end();
    database.close();
    // Timers never go off early, but the clock that is read here may be a millisecond behind theirs.
    for (const [n, pause] of PAUSES_MS.entries()) expect(attempts[n + 1]! - attempts[n]!).toBeGreaterThan(pause - 2);
  });
