import { afterAll, beforeAll, expect, test } from "vitest";

import { person, post, signInAgain, submit } from "../support/person";
import { type Server, startServer } from "../support/server";

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
