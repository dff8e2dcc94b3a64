import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";

const LOOK = `
  import { isTaken, server } from "./scripts/server.mjs";
  const { start } = server("index");
  console.log(typeof start, isTaken());
  process.exit(0);`;

function load(...flags: string[]): string {
  const env = { PATH: process.env.PATH, BETTER_AUTH_SECRET: "a secret for tests, and for nothing else but tests" };
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, "--input-type=module", "--eval", LOOK], { env });
  return `${stdout}${stderr}`;
}

describe("the built server", () => {
  test("is loaded as the build has compiled it [OPS-073]", () => {
    expect(load()).toBe("function true\n");
  });

  test("is compiled anew under other flags [OPS-073]", () => {
    expect(load("--max-old-space-size=512")).toBe("function false\n");
  });
});
