import { afterAll, beforeAll, expect, test } from "vitest";

import { cookieOf, person, post, signInAgain, submit } from "../support/person";
import { type Server, startServer } from "../support/server";
import { codeOf, wrongCode } from "../support/totp";

let server: Server;
beforeAll(async () => {
  server = await startServer({ RATE_LIMIT_SIGNIN: "3" });
});
afterAll(() => server.stop());

test("wrong current passwords count like failed sign-ins, whichever door they come through [AUTH-026, AUTH-021]", async () => {
  const { url } = server;
  const who = await person(url);
  const asPage = (currentPassword: string) =>
    submit(`${url}/settings/password`, { currentPassword, newPassword: "a better battery" }, who.cookie);
  const asProgram = (password: string) =>
    post(`${url}/api/auth/delete-user`, { password }, { Cookie: who.cookie, Origin: url });
  const signIn = (password: string) => post(`${url}/api/auth/sign-in/email`, { email: who.email, password });

  // Not wrong, only not a password: that is no guess.
  for (let i = 0; i < 4; i += 1) expect((await asPage("")).status).toBe(422);
  expect([(await asPage("guess 1")).status, (await asProgram("guess 2")).status]).toEqual([422, 400]);
  expect((await signIn(who.password)).status).toBe(200);

  expect([(await asPage("guess 1")).status, (await asProgram("guess 2")).status]).toEqual([422, 400]);
  expect((await signIn("guess 3")).status).toBe(401);
  const page = await asPage(who.password);
  expect(page.status).toBe(429);
  expect(await page.text()).toMatch(/Too many tries\. Try again in \d+ (seconds|minutes)\./);
  const program = await asProgram(who.password);
  expect([program.status, Number(program.headers.get("Retry-After")) > 0]).toEqual([429, true]);
  expect((await signIn(who.password)).status).toBe(429);

  const other = await person(url);
  await signInAgain(url, other);
});

test("wrong codes of a second factor are counted for the account, over both doors and many sign-ins [AUTH-039]", async () => {
  const { url } = server;
  const who = await person(url);
  const page = (fields: Record<string, string>) => submit(`${url}/settings/second-factor`, fields, who.cookie);
  const html = await (await page({ currentPassword: who.password })).text();
  const secret = /name="secret" value="([A-Z2-7]+)"/.exec(html)![1]!;
  expect((await page({ code: codeOf(secret), secret })).status).toBe(200);

  const challenge = async () =>
    cookieOf(await post(`${url}/api/auth/sign-in/email`, { email: who.email, password: who.password }));
  const asPage = async (code: string) => (await submit(`${url}/login/code`, { code }, await challenge())).status;
  const asProgram = async (path: string, code: string) =>
    (await post(`${url}/api/auth/two-factor/${path}`, { code }, { Cookie: await challenge(), Origin: url })).status;
  expect(await asPage(wrongCode(secret))).toBe(401);
  expect(await asProgram("verify-totp", wrongCode(secret))).toBe(401);
  expect(await asProgram("verify-backup-code", "aaaaa-bbbbb")).toBe(401);
  expect(await asPage(codeOf(secret, 1))).toBe(429);
  expect(await asProgram("verify-totp", codeOf(secret, 1))).toBe(429);
});
