import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";

import { auth } from "../../app/auth/auth.server";
import { operations } from "../support/contract";
import { openTestDatabase, type TestDatabase } from "../support/database";
import { cookieOf, type Person, person, post, signInAgain, submit } from "../support/person";
import { begin, type Guarded, guarded, jar, setUp, signInWithPassword } from "../support/second-factor";
import { codeOf, wrongCode } from "../support/totp";

const url = inject("url");
const CODE = `${url}/api/auth/two-factor/verify-totp`;
const RECOVERY = `${url}/api/auth/two-factor/verify-backup-code`;

const page = (who: Person, fields: Record<string, string>) => setUp(url, who, fields);
const asProgram = (where: string, cookie: string, code: string, more = {}) =>
  post(where, { code, ...more }, { Cookie: cookie, Origin: url });
const live = async (cookie: string) =>
  (await fetch(`${url}/tasks`, { headers: { Cookie: cookie }, redirect: "manual" })).status === 200;

/** Signs in with the password: the cookies of a sign-in that waits for its code. */
async function challenge(who: Person): Promise<string> {
  const answer = await signInWithPassword(url, who);
  expect(await answer.json()).toEqual({ twoFactorRedirect: true, twoFactorMethods: ["totp"] });
  return jar(cookieOf(answer));
}

let ada: Guarded;
let db: TestDatabase;
beforeAll(async () => {
  ada = await guarded(url);
  db = await openTestDatabase();
});
afterAll(() => db.close());

test("it counts only once a code has come back, and then ends every other session [AUTH-036, AUTH-037]", async () => {
  const who = await person(url);
  const elsewhere = await signInAgain(url, who);
  expect((await page(who, { currentPassword: "wrong password" })).status).toBe(422);
  const first = await begin(url, who);
  const second = await begin(url, who);
  expect(second).not.toBe(first);
  for (const code of ["", "abcdef", wrongCode(second), codeOf(first)]) {
    const answer = await page(who, { code, secret: second });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(`value="${second}"`); // there to be typed in still
  }
  await signInAgain(url, who);
  expect((await elsewhere.api("/tasks")).status).toBe(200);

  const on = await page(who, { code: ` ${codeOf(second).replace(/(...)/, "$1 ")}`, secret: second });
  expect(on.status).toBe(200);
  expect([...(await on.text()).matchAll(/<li>([\w-]{11})<\/li>/g)]).toHaveLength(10);
  expect(await live(jar(cookieOf(on)))).toBe(true);
  expect((await elsewhere.api("/tasks")).status).toBe(401);
  expect(await live(elsewhere.cookie)).toBe(false);
  await challenge(who);
});

test("the password alone opens nothing, at either door [AUTH-038]", async () => {
  const { who } = ada;
  const fields = { email: who.email, password: who.password, redirectTo: "/tasks/new" };
  const byPage = await submit(`${url}/login`, fields);
  expect([byPage.status, byPage.headers.get("Location")]).toEqual([303, "/login/code?redirectTo=%2Ftasks%2Fnew"]);
  const byApi = await signInWithPassword(url, who);
  for (const answer of [byPage, byApi])
    for (const cookie of [...answer.headers.getSetCookie().map((one) => one.split(";", 1)[0]!), cookieOf(answer)]) {
      expect(await live(cookie)).toBe(false);
      expect((await fetch(`${url}/api/auth/token`, { headers: { Cookie: cookie } })).status).toBe(401);
    }
  expect(byPage.headers.getSetCookie().join("\n")).toMatch(/^challenge=.*HttpOnly.*SameSite=Lax/im);
});

test("the right code signs in, once, however many send it at one moment [AUTH-038, AUTH-039, AUTH-040]", async () => {
  const { who, secret } = await guarded(url);
  const waiting = await Promise.all(Array.from({ length: 5 }, () => challenge(who)));
  const code = codeOf(secret, 1);
  const answers = await Promise.all(waiting.map((cookie) => asProgram(CODE, cookie, code, { trustDevice: true })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401]);
  const right = answers.find(({ status }) => status === 200)!;
  expect(await live(jar(cookieOf(right)))).toBe(true);
  expect(cookieOf(right)).not.toContain("trust");
  // Whoever was let in once is asked again, with the cookies of then.
  const again = await post(
    `${url}/api/auth/sign-in/email`,
    { email: who.email, password: who.password },
    { Cookie: jar(cookieOf(right)), Origin: url },
  );
  expect(await again.json()).toMatchObject({ twoFactorRedirect: true });
});

test("a recovery code signs in once, by page and by program, and new ones replace it [AUTH-037, AUTH-039]", async () => {
  const { who, codes } = await guarded(url);
  expect(new Set(codes).size).toBe(10);
  const byPage = await submit(
    `${url}/login/code`,
    { code: ` ${codes[0]!}`, redirectTo: "/tasks/new" },
    await challenge(who),
  );
  expect([byPage.status, byPage.headers.get("Location")]).toEqual([303, "/tasks/new"]);
  expect(await live(jar(cookieOf(byPage)))).toBe(true);
  expect((await asProgram(RECOVERY, await challenge(who), codes[0]!)).status).toBe(401);
  const waiting = await Promise.all(Array.from({ length: 3 }, () => challenge(who)));
  const answers = await Promise.all(waiting.map((cookie) => asProgram(RECOVERY, cookie, codes[1]!)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);

  const renew = (currentPassword: string) => submit(`${url}/settings/recovery-codes`, { currentPassword }, who.cookie);
  expect((await renew("wrong password")).status).toBe(422);
  const renewed = [...(await (await renew(who.password)).text()).matchAll(/<li>([\w-]{11})<\/li>/g)].map(
    ([, one]) => one!,
  );
  expect(renewed).toHaveLength(10);
  expect((await asProgram(RECOVERY, await challenge(who), codes[2]!)).status).toBe(401);
  expect((await asProgram(RECOVERY, await challenge(who), renewed[0]!)).status).toBe(200);
});

test("five wrong codes end the sign-in; nobody's challenge is answered for somebody else [AUTH-039]", async () => {
  const { who, secret } = await guarded(url);
  const cookie = await challenge(who);
  for (let i = 0; i < 5; i += 1) {
    const answer = await submit(`${url}/login/code`, { code: wrongCode(secret) }, cookie);
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain("That code does not match");
  }
  const ended = await submit(`${url}/login/code`, { code: codeOf(secret, 1) }, cookie);
  expect(ended.status).toBe(401);
  expect(await ended.text()).toContain("Sign in with your password again");
  expect((await asProgram(CODE, await challenge(ada.who), codeOf(secret, 1))).status).toBe(401);
  for (const forged of ["challenge=x", "challenge=x.y", ""])
    expect((await asProgram(CODE, forged, codeOf(secret, 1))).status).toBe(401);
});

test("it is switched off by the password only [AUTH-041]", async () => {
  const { who } = await guarded(url);
  expect((await page(who, { currentPassword: "wrong password" })).status).toBe(422);
  await challenge(who);
  const off = await page(who, { currentPassword: who.password });
  expect([off.status, off.headers.get("Location")]).toEqual([303, "/settings"]);
  expect(await live(jar(cookieOf(off)))).toBe(true);
  await signInAgain(url, who);
});

describe("under /api/auth", () => {
  test("what is open is what the contract names, and the rest is not there [AUTH-043]", async () => {
    const named = new Set(operations.map(({ path }) => path));
    const endpoints = Object.values(
      auth().api as unknown as Record<string, { path?: string; options: { method: string } }>,
    );
    const closed = endpoints.filter(({ path }) => path && !named.has(`/api/auth${path}`));
    expect(closed.length).toBeGreaterThan(15);
    for (const { path, options } of closed) {
      const method = [options.method].flat()[0]!;
      const answer = await fetch(`${url}/api/auth${path!.replace(/:\w+/g, "x")}`, {
        method,
        headers: { Cookie: ada.who.cookie, Origin: url, "Content-Type": "application/json" },
        ...(method === "POST" && { body: JSON.stringify({ password: ada.who.password, newEmail: "eve@example.com" }) }),
      });
      expect([path, answer.status, answer.headers.get("Content-Type")]).toEqual([
        path,
        404,
        "application/problem+json",
      ]);
    }
    await challenge(ada.who);
  });
});

test("secret and recovery codes are not to be read in the database [AUTH-042]", async () => {
  const { headers, response } = await auth().api.signUpEmail({
    body: { name: "Ada", email: "ada@example.com", password: "correct horse" },
    headers: new Headers(),
    returnHeaders: true,
  });
  const Cookie = headers.getSetCookie()[0]!.split(";", 1)[0]!;
  const begun = await auth().api.enableTwoFactor({
    body: { password: "correct horse" },
    headers: new Headers({ Cookie }),
  });
  if (begun.method !== "totp") throw new Error(begun.method);
  const [row] = await db.owner("select t::text as text from two_factor t where user_id = $1", [response.user.id]);
  const secret = new URL(begun.totpURI).searchParams.get("secret")!;
  expect(begun.backupCodes).toHaveLength(10);
  for (const plain of [secret, Buffer.from(secret).toString("base64"), ...begun.backupCodes])
    expect(row!.text).not.toContain(plain);
});
