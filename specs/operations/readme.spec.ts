import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { expect, test } from "vitest";

import { startServer, temporaryFolder } from "../support/server";

test("the README's example works as pasted [DOC-001]", async () => {
  const section = readFileSync("README.md", "utf8").split("## The API in five lines")[1]!;
  const lines = /```sh\n([\s\S]*?)```/.exec(section)![1]!;
  expect(lines.trim().split("\n")).toHaveLength(5);
  const server = await startServer();
  const cwd = temporaryFolder();
  const pasted = lines.replace("http://localhost:3000", server.url);
  const { status, stdout } = spawnSync("sh", ["-c", pasted], { cwd, encoding: "utf8" });
  expect(status).toBe(0);
  const [created, listed] = stdout.split(/(?<=\})(?=\{"items")/).map((text) => JSON.parse(text));
  expect(created).toMatchObject({ title: "Buy milk", completed: false });
  expect(listed).toEqual({ items: [created], count: 1, next_cursor: null });
  await server.stop();
  await rm(cwd, { recursive: true });
});
