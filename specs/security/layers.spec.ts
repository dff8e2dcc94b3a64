import { describe, expect, inject, test } from "vitest";

import { record } from "../support/record";
import { LAYERS, type Layer, startWithout } from "../support/weakened";
import type { Attack } from "./matrix/attacks";
import { type Result, runMatrix } from "./matrix/run";

/** What the layers keep apart: the pages of tasks, and the endpoints below a user's path. */
const onTasks = ({ name, path }: Attack) =>
  /^\/(?:tasks|api\/(?!auth\/|openapi))/.test(path) && !/^(?:HEAD|OPTIONS|PROPFIND) |_routes=|nowhere/.test(name);

async function matrixWithout(layers: Layer[]): Promise<Result> {
  const server = await startWithout(layers, inject("databaseUrl"));
  try {
    const result = await runMatrix(server, ["owner", "other"], onTasks);
    // With none left it has to leak.
    if (layers.length < LAYERS.length) record("each layer alone", result.requests, result.leaks.length);
    return result;
  } finally {
    await server.stop();
  }
}

const others = (layer: Layer) => LAYERS.filter((one) => one !== layer);

describe("each layer alone", () => {
  test.each(["query", "rows"] as const)(
    "%s keeps people apart without the other two [SEC-039]",
    async (layer) => {
      const result = await matrixWithout(others(layer));
      expect(result.requests).toBeGreaterThan(100);
      expect(result).toMatchObject({ leaks: [], changed: [], vacuous: [] });
    },
    90_000,
  );

  // A list with a foreign row in it is an error here rather than a page: nothing leaves, the owner's own rows included.
  test("parity keeps people apart without the other two, at the price of an error [SEC-039, SEC-040]", async () => {
    const result = await matrixWithout(others("parity"));
    expect(result.requests).toBeGreaterThan(100);
    expect(result.leaks).toEqual([]);
    expect(result.shown).toBeGreaterThan(0);
    // spec: a key is written before any row leaves, so parity does not guard it.
    expect(result.changed.filter((table) => table !== "idempotency_keys")).toEqual([]);
  }, 240_000);

  test("with all three gone the matrix does see leaks and changes, so its silence means something [SEC-039]", async () => {
    const result = await matrixWithout([...LAYERS]);
    expect(result.leaks.length).toBeGreaterThan(0);
    expect(result.changed).toContain("tasks");
  }, 240_000);
});
