import { hashPassword as olderHash } from "better-auth/crypto";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";

import { openTestDatabase, type TestDatabase } from "../support/database";
import { person, post, submit } from "../support/person";

const url = inject("url");

describe("a stored hash", () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(() => db.close());

  test("of an older kind signs its owner in, once the password is right, and is replaced by one of today's [AUTH-046, AUTH-047]", async () => {
    const { auth } = await import("../../app/auth/auth.server");
    const { api } = auth();
    const who = { email: "ada@example.com", password: "correct horse" };
    await api.signUpEmail({ body: { name: "Ada", ...who }, headers: new Headers() });
    const stored = async () => String((await db.owner("select password from account"))[0]!.password);
    const today = await stored();
    expect(today).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);

    const older = await olderHash(who.password);
    await db.owner("update account set password = $1", [older]);
    const signIn = (password: string) => api.signInEmail({ body: { ...who, password }, headers: new Headers() });
    await expect(signIn("wrong horse")).rejects.toMatchObject({ statusCode: 401 });
    expect(await stored()).toBe(older);
    expect(await signIn(who.password)).toMatchObject({ user: { email: who.email } });
    const renewed = await stored();
    expect(renewed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await signIn(who.password)).toMatchObject({ user: { email: who.email } });
    expect(await stored()).toBe(renewed);
  });
});

test("a refused sign-in takes as long for an account that is there as for one that is not [AUTH-049]", async () => {
  const ada = await person(url);
  const took = async (email: string) => {
    const began = performance.now();
    const answer = await post(`${url}/api/auth/sign-in/email`, { email, password: "wrong password" });
    expect(answer.status).toBe(401);
    return performance.now() - began;
  };
  const known: number[] = [];
  const unknown: number[] = [];
  const difference = () => Math.abs(1 - median(known) / median(unknown));
  // In turns, so that what else the machine does falls on both; a busy machine needs more of them for a steady median.
  for (let i = 0; i < 60 && (i < 12 || difference() >= 0.15); i++) {
    known.push(await took(ada.email));
    unknown.push(await took(`nobody-${i}-${ada.email}`));
  }
  expect(difference()).toBeLessThan(0.15);
  // Not vacuous: an answer without the work takes a few milliseconds.
  expect(median(unknown)).toBeGreaterThan(15);
});

describe("one of the most used passwords is refused [AUTH-050]", () => {
  const RULE = "is among the most used ones, which are tried first: choose another";
  const USUAL = ["password", "PassWord123", "12345678", "qwertyuiop", "iloveyou", "p@ssw0rd"];
  const mentions = async (answer: Response, status: number) =>
    expect([answer.status, (await answer.text()).includes(RULE)]).toEqual([status, true]);

  test("at sign-up, on the page and under /api/auth", async () => {
    for (const [i, password] of USUAL.entries()) {
      const fields = { name: "Ada", email: `usual-${i}@example.com`, password };
      await mentions(await submit(`${url}/signup`, fields), 422);
      await mentions(await post(`${url}/api/auth/sign-up/email`, fields), 400);
    }
  });

  test("at a reset, before the link is looked at, and at a change", async () => {
    const ada = await person(url);
    const reset = { token: "any", password: "iloveyou", newPassword: "iloveyou" };
    await mentions(await submit(`${url}/reset-password`, reset), 422);
    await mentions(await post(`${url}/api/auth/reset-password`, reset), 400);
    const change = { currentPassword: ada.password, newPassword: "Sunshine" };
    await mentions(await post(`${url}/api/auth/change-password`, change, { Cookie: ada.cookie, Origin: url }), 400);
  });
});

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;
