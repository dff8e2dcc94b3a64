import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";

import { SECRET, temporaryFolder } from "../specs/support/server";
import { freePort } from "./postgres.mjs";

const LOOK = `
  const { isTaken, server } = require("./scripts/server.cjs");
  const { start } = server("index");
  console.log(typeof start, isTaken());
  process.exit(0);`;

/** So much of it as a first start loads, whose database's program is compiled under a flag of its own. */
const STARTED = `
  const { isTaken, server } = require("./scripts/server.cjs");
  server("index")
    .start()
    .then(() => server("held"))
    .then(() => (console.error(isTaken()), process.exit(0)));`;

/** Starts it and says which of two have run: what makes a component a page, and what makes the parts of Better Auth. */
const START = `
  const { Session } = require("node:inspector/promises");
  const session = new Session();
  session.connect();
  const ran = { withComponentProps: 0, createAuthEndpoint: 0 };
  const seen = async () => {
    const { result } = await session.post("Profiler.takePreciseCoverage", {});
    for (const { functions } of result)
      for (const { functionName, ranges } of functions)
        if (Object.hasOwn(ran, functionName)) ran[functionName] += ranges[0].count;
    // One page is the root of all routes, the API's too.
    return Object.values(ran).filter((count) => count > 1).length;
  };
  const asked = (path) => fetch("http://127.0.0.1:" + process.env.PORT + path).then(({ status }) => status);
  const end = (...said) => {
    console.error(...said);
    process.exit(0);
  };
  (async () => {
    await session.post("Profiler.enable");
    await session.post("Profiler.startPreciseCoverage", { callCount: true });
    await require("./scripts/server.cjs").server("index").start();
    const statuses = [await asked("/readyz"), await asked("/api/nobody/tasks")];
    const atOnce = await seen();`;
const PAGE = `${START}
    statuses.push(await asked("/login"));
    end(...statuses, atOnce, await seen());
  })();`;
const LATER = `${START}
    while ((await seen()) < 2) await new Promise((resolve) => setTimeout(resolve, 50));
    end(...statuses, atOnce, 2);
  })();`;

const run = promisify(execFile);

async function load(script: string, ...flags: string[]): Promise<string> {
  const folder = temporaryFolder();
  const env = {
    PATH: process.env.PATH,
    BETTER_AUTH_SECRET: SECRET,
    DATA_DIR: folder,
    PORT: String(await freePort()),
  };
  const { stdout, stderr } = await run(process.execPath, [...flags, "--eval", script], { env });
  rmSync(folder, { recursive: true });
  return script === LOOK ? stdout : stderr;
}

describe("the built server", () => {
  test("is loaded as the build has compiled it [OPS-073]", async () => {
    expect(await load(LOOK)).toBe("function true\n");
  });

  test("is so too where the embedded database has been started before [OPS-073]", async () => {
    expect(await load(STARTED)).toBe("true\n");
  });

  test("is compiled anew under other flags [OPS-073]", async () => {
    expect(await load(LOOK, "--max-old-space-size=512")).toBe("function false\n");
  });

  test("is ready without what accounts alone need, which the first page brings [OPS-074]", async () => {
    expect(await load(PAGE)).toBe("200 401 200 0 2\n");
  });

  test("brings that by itself soon after the start [OPS-074]", async () => {
    expect(await load(LATER)).toBe("200 401 0 2\n");
  });
});
