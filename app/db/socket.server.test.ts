import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import postgres from "postgres";
import { expect, test } from "vitest";

import { pacedSockets } from "./socket.server";

test("what is closed without a word is tried again after a pause, each host in its turn, and with `once` no more [OPS-078, OPS-079]", async () => {
  const mute = createServer((socket) => socket.end()).listen(0, "127.0.0.1");
  await once(mute, "listening");
  const { port } = mute.address() as AddressInfo;
  const address = { host: ["127.0.0.1", "localhost"], port: [port, port] };
  const sockets = pacedSockets({ once: true });
  const first = await sockets(address);
  await once(first.resume(), "close");
  const began = performance.now();
  const second = await sockets(address);
  expect(performance.now() - began).toBeGreaterThan(190);
  expect([first, second]).toMatchObject([{ host: "127.0.0.1" }, { host: "localhost" }]);
  await once(
    second.resume().on("error", () => {}),
    "close",
  );
  await expect(sockets(address)).rejects.toThrow("closed before the database had said anything");
  mute.close();
});

test("that no way leads to a host is told at once, and ends nothing but the question [OPS-027]", async () => {
  const sql = postgres("postgres://anybody@255.255.255.255/clearlist", { max: 1, socket: pacedSockets() } as object);
  await expect(sql.unsafe("select 1")).rejects.toMatchObject({ syscall: "connect" });
  await sql.end({ timeout: 0 });
});
