import { AsyncLocalStorage as Patched } from "node:async_hooks";
import { spawnSync } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { createRequire } from "node:module";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";

import { OneStorage, Real } from "./one-storage.cjs";

const node24 = Number(process.versions.node.split(".")[0]) >= 24;

test.each([
  ["as Node has it", () => new Real<unknown>()],
  ["as one for all", () => new OneStorage()],
])("a storage, %s, keeps its store through all that is waited for, and from the others [OPS-055]", async (_, make) => {
  const [a, b] = [make(), make()];
  const seen = () => [a.getStore(), b.getStore()];
  const events = new EventEmitter();
  expect(seen()).toEqual([undefined, undefined]);
  const inner = a.run(1, async () => {
    await wait(1);
    return b.run(
      { two: 2 },
      async (given: string) => {
        const found: unknown[] = [seen(), given];
        const heard = once(events, "now");
        setImmediate(() => found.push(seen()));
        queueMicrotask(() => found.push(seen()));
        await heard;
        found.push(await a.run(3, () => wait(1).then(seen)));
        found.push(a.exit(seen), seen());
        return found;
      },
      "given",
    );
  });
  setTimeout(() => events.emit("now"), 5);
  expect(seen()).toEqual([undefined, undefined]);
  const both = [1, { two: 2 }];
  expect(await inner).toEqual([both, "given", both, both, [3, { two: 2 }], [undefined, { two: 2 }], both]);
});

test.each([
  ["as Node has it", () => new Real<unknown>(), () => Real.snapshot(), <F extends () => unknown>(f: F) => Real.bind(f)],
  [
    "as one for all",
    () => new OneStorage(),
    () => OneStorage.snapshot(),
    <F extends () => unknown>(f: F) => OneStorage.bind(f),
  ],
])("a storage, %s, is entered, left for good, and remembered [OPS-055]", async (_, make, snapshot, bind) => {
  const [a, b] = [make(), make()];
  await a.run("outer", async () => {
    for (const n of [1, 2, 3]) {
      b.enterWith(n);
      a.enterWith(n);
    }
    await wait(1);
    expect([a.getStore(), b.getStore()]).toEqual([3, 3]);
    const remembered = snapshot();
    const bound = bind(() => a.getStore());
    a.enterWith(4);
    expect([remembered(() => a.getStore()), bound(), a.getStore()]).toEqual([3, 3, 4]);
    expect(() =>
      a.run(5, () => {
        throw new Error("on purpose");
      }),
    ).toThrow("on purpose");
    expect(a.getStore()).toBe(4);
    b.disable();
    expect([a.getStore(), b.getStore()]).toEqual([4, undefined]);
  });
  expect(a.getStore()).toBe(undefined);
});

test("whoever asks Node for a storage gets that one, until Node has only one itself [OPS-055]", () => {
  const required = createRequire(import.meta.url)("node:async_hooks").AsyncLocalStorage;
  expect([Patched === (OneStorage as unknown), required === OneStorage]).toEqual([!node24, !node24]);
});

test("while nothing runs in a storage nothing follows the promises, and what runs later is kept as before [OPS-055]", () => {
  // In a process of its own: what runs tests has storages too. What a promise continues has a number where it is followed.
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", ALONE], { encoding: "utf8" });
  expect(stderr).toBe("");
  const round = { before: 0, inside: ["one", true], between: ["two", true], after: 0, left: null };
  expect(JSON.parse(stdout)).toEqual({ rounds: [round, round], failed: ["later", "at once", 0] });
});

const ALONE = `
import { executionAsyncId } from "node:async_hooks";
import { setTimeout as wait } from "node:timers/promises";
const { OneStorage } = await import(${JSON.stringify(new URL("one-storage.cjs", import.meta.url).href)});
const [a, b] = [new OneStorage(), new OneStorage()];
const followed = async () => {
  await null;
  return executionAsyncId();
};
const rounds = [];
for (let n = 0; n < 2; n++) {
  await wait(2);
  const before = await followed();
  const long = a.run("one", async () => {
    await wait(20);
    return [a.getStore(), (await followed()) > 0];
  });
  // One that ends first does not end the other.
  const between = await b.run("two", async () => {
    await wait(2);
    return [b.getStore(), (await followed()) > 0];
  });
  const inside = await long;
  await wait(2);
  rounds.push({ before, inside, between, after: await followed(), left: a.getStore() ?? null });
}
const failed = [];
await a.run(1, () => wait(1).then(() => Promise.reject(new Error("later")))).catch((error) => failed.push(error.message));
try {
  a.run(1, () => {
    throw new Error("at once");
  });
} catch (error) {
  failed.push(error.message);
}
await wait(2);
failed.push(await followed());
console.log(JSON.stringify({ rounds, failed }));
`;
