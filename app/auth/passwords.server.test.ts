import { hashPassword as oldHash } from "better-auth/crypto";
import { expect, test } from "vitest";

import { hashPassword, isOutdated, verifyPassword } from "./passwords.server";

test("a hash carries its version and its cost, which is OWASP's floor, and a salt of its own [AUTH-046]", async () => {
  const [one, two] = await Promise.all([hashPassword("correct horse"), hashPassword("correct horse")]);
  expect(one).not.toBe(two);
  const [, m, t, lanes] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$[\w+/]{22}\$[\w+/]{43}$/.exec(one)!.map(Number);
  expect(m).toBeGreaterThanOrEqual(19_456);
  expect([t, lanes]).toEqual([2, 1]);
  expect(isOutdated(one)).toBe(false);
  expect(await verifyPassword(one, "correct horse")).toBe(true);
  for (const wrong of ["correct hors", "correct horse ", "Correct horse", ""])
    expect(await verifyPassword(one, wrong)).toBe(false);
});

test("the same letters are the same password, however they are composed [AUTH-046]", async () => {
  const hash = await hashPassword("Zo\u00eb's password");
  expect(await verifyPassword(hash, "Zoe\u0308's password")).toBe(true);
});

test.each([
  ["Better Auth's form", () => oldHash("correct horse")],
  ["the form before today's", () => SCRYPT],
])("a hash of %s is still checked, and counts as outdated [AUTH-047]", async (_, made) => {
  const old = await made();
  expect(isOutdated(old)).toBe(true);
  expect(await verifyPassword(old, "correct horse")).toBe(true);
  expect(await verifyPassword(old, "wrong horse")).toBe(false);
});

test("what is no hash is nobody's password [AUTH-046]", async () => {
  for (const nonsense of [
    "",
    "x",
    ":",
    "$scrypt$v=2$n=1,r=1,p=1$aa$bb",
    "$scrypt$v=1$$$",
    "$argon2id$v=19$m=19456,t=2,p=1$$",
    `${"0".repeat(32)}:`,
  ])
    expect(await verifyPassword(nonsense, "")).toBe(false);
});

/** Of "correct horse". */
const SCRYPT =
  "$scrypt$v=1$n=16384,r=8,p=5$Ov7Fp-A_Q6K16y3I8BDbLA$BRwEVx_Oy7pVFWXa094E5LKPSx2jz2qC2_nOdeJ9iXG_nbrs53U1JzHGdtYIUhyBlu49FiehCF1za9-6xnRC2A";
