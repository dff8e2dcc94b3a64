import { afterAll, beforeAll, expect, inject, test } from "vitest";

import { record } from "../support/record";
import { startWithout, type Weakened } from "../support/weakened";
import { withoutRow } from "./matrix/attacks";
import { IDENTITIES } from "./matrix/cast";
import { type Result, runMatrix } from "./matrix/run";

test("every route of the manifest and every operation of the contract has its row in the matrix [SEC-036]", () => {
  expect(withoutRow()).toEqual([]);
});

let server: Weakened;
let result: Result;
beforeAll(async () => {
  server = await startWithout([], inject("databaseUrl"));
  const started = performance.now();
  result = await runMatrix(server, [...IDENTITIES]);
  record("the leak matrix", result.requests, result.leaks.length + result.changed.length);
  console.log(`leak matrix: ${result.requests} requests in ${Math.round(performance.now() - started)} ms`);
});
afterAll(() => server.stop());

test("trap 2, trap 5, trap 36: at least 2,000 requests as everybody but the owner learn nothing [SEC-037, SEC-001, SEC-005]", () => {
  expect(result.requests).toBeGreaterThanOrEqual(2000);
  expect(result.leaks).toEqual([]);
  expect(result.unexpected).toEqual([]);
});

test("and change no row of the victim's, in any table that has a user [SEC-038]", () => {
  expect(result.changed).toEqual([]);
});

test("and the owner finds their own, so that finding nothing means something [SEC-037]", () => {
  expect(result.vacuous).toEqual([]);
});
