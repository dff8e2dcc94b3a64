import { hashPassword as oldHash } from "better-auth/crypto";
import { expect, test } from "vitest";

import { hashPassword, isOutdated, verifyPassword } from "./passwords.server";

test("a hash carries its version and its cost, which is OWASP's floor, and a salt of its own [AUTH-046]", async () => {
  const [one, two] = await Promise.all([hashPassword("correct horse"), hashPassword("correct horse")]);
  expect(one).not.toBe(two);
  const [, n, r, p] = /^\$scrypt\$v=1\$n=(\d+),r=(\d+),p=(\d+)\$[\w-]{22}\$[\w-]{86}$/.exec(one)!.map(Number);
  expect([16_384, 8]).toEqual([n, r]);
  expect(p).toBeGreaterThanOrEqual(5);
  expect(isOutdated(one)).toBe(false);
  expect(await verifyPassword(one, "correct horse")).toBe(true);
  for (const wrong of ["correct hors", "correct horse ", "Correct horse", ""])
    expect(await verifyPassword(one, wrong)).toBe(false);
});

test("the same letters are the same password, however they are composed [AUTH-046]", async () => {
  const hash = await hashPassword("Zo\u00eb's password");
  expect(await verifyPassword(hash, "Zoe\u0308's password")).toBe(true);
});

test("a hash of the older form is still checked, and counts as outdated [AUTH-047]", async () => {
  const old = await oldHash("correct horse");
  expect(isOutdated(old)).toBe(true);
  expect(await verifyPassword(old, "correct horse")).toBe(true);
  expect(await verifyPassword(old, "wrong horse")).toBe(false);
});

test("what is no hash is nobody's password [AUTH-046]", async () => {
  for (const nonsense of ["", "x", ":", "$scrypt$v=2$n=1,r=1,p=1$aa$bb", "$scrypt$v=1$$$", `${"0".repeat(32)}:`])
    expect(await verifyPassword(nonsense, "")).toBe(false);
});
