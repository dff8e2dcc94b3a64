import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import postgres from "postgres";
import { expect, test } from "vitest";

import { pacedSockets } from "./pool-sockets.server";

test("what is closed without a word is tried again after a pause, at the next host [OPS-079]", async () => {
  const mute = createServer((socket) => socket.end()).listen(0, "127.0.0.1");
  await once(mute, "listening");
  const { port } = mute.address() as AddressInfo;
  const sockets = pacedSockets();
  const next = () => sockets({ host: ["127.0.0.1", "localhost"], port: [port, port] });
  const ended = (socket: Socket) => once(socket.resume(), "close");
  const first = await next();
  await ended(first);
  const began = performance.now();
  const second = await next();
  expect(performance.now() - began).toBeGreaterThan(190);
  expect([first, second]).toMatchObject([{ host: "127.0.0.1" }, { host: "localhost" }]);
  await ended(second);
  mute.close();
});

test("that no way leads to a host is told to whoever asks, each time, and ends nothing else [OPS-027]", async () => {
  const sql = postgres("postgres://anybody@255.255.255.255/clearlist", { max: 1, socket: pacedSockets() } as object);
  for (const _ of [1, 2]) await expect(sql.unsafe("select 1")).rejects.toMatchObject({ syscall: "connect" });
  await sql.end({ timeout: 0 });
});
