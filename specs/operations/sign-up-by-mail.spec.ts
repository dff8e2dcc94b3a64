import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type MailServer, startMailServer } from "../support/mail-server";
import { type Person, person, post, submit } from "../support/person";
import { type Server, startServer, temporaryFolder } from "../support/server";

const DATA_DIR = temporaryFolder();
const password = "correct horse battery";
let smtp: MailServer;
let server: Server;
let url: string;
/** Has an account from before the mail server was set up. */
let early: Person;
beforeAll(async () => {
  smtp = await startMailServer();
  const before = await startServer({ DATA_DIR });
  early = await person(before.url);
  await before.stop();
  server = await startServer({
    DATA_DIR,
    MAIL_TRANSPORT: "smtp",
    MAIL_SMTP_URL: smtp.url,
    RATE_LIMIT_SIGNIN: "3",
    RATE_LIMIT_SIGNUP: "2",
    TRUST_PROXY: "127.0.0.0/8",
  });
  url = server.url;
});
afterAll(async () => {
  await server?.stop();
  smtp?.close();
  rmSync(DATA_DIR, { recursive: true, force: true });
});

let next = 0;
/** A network address of its own, as the trusted proxy says. */
const elsewhere = () => ({ "X-Forwarded-For": `203.0.113.${++next}` });
const address = () => `${randomUUID()}@example.com`;
const signUp = (email: string, fields: Record<string, unknown> = {}) =>
  post(`${url}/api/auth/sign-up/email`, { name: "Ada", email, password, ...fields }, elsewhere());
const signUpOnPage = (email: string) => submit(`${url}/signup`, { name: "Ada", email, password }, "", elsewhere());
const signIn = (email: string, word = password, headers: Record<string, string> = elsewhere()) =>
  post(`${url}/api/auth/sign-in/email`, { email, password: word }, headers);
const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code?: string }).code];
const confirm = (token: string) => submit(`${url}/confirm-email`, { token }, "", elsewhere());
const reset = (token: string, word: string) =>
  submit(`${url}/reset-password`, { token, password: word }, "", elsewhere());
const forget = (email: string) => submit(`${url}/forgot-password`, { email }, "", elsewhere());

/** The mail of this number to the address, once it has come. */
async function mail(email: string, number = 1): Promise<string> {
  await expect.poll(() => smtp.mailsTo(email).length).toBeGreaterThanOrEqual(number);
  return smtp.mailsTo(email)[number - 1]!;
}

function tokenIn(text: string, page = "confirm-email"): string {
  const [, token] = new RegExp(`http://localhost:\\d+/${page}\\?token=([\\w-]+)`).exec(text) ?? [];
  expect(text).toContain(`${url}/${page}?token=`);
  return token!;
}

/** A fresh account, with its address confirmed. */
async function confirmed(): Promise<string> {
  const email = address();
  await signUp(email);
  expect((await confirm(tokenIn(await mail(email)))).status).toBe(303);
  return email;
}

/** An answer but for what every answer has of its own, such as its moment. */
async function likeness(answer: Response, email: string): Promise<string> {
  const own = /^(date|x-request-id|content-security-policy|reporting-endpoints)$/;
  const headers = [...answer.headers].filter(([name]) => !own.test(name));
  const body = (await answer.text())
    .replaceAll(email, "EMAIL")
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g, "ID")
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]{12}Z/g, "MOMENT");
  return JSON.stringify([answer.status, headers, body]);
}

describe("trap 24: sign-up tells nobody who has an account", () => {
  test("by its answer, for a new address, a confirmed and an unconfirmed one, at both doors [AUTH-070, SEC-047]", async () => {
    const known = await confirmed();
    const waiting = address();
    await signUp(waiting);
    for (const [send, others] of [
      [signUp, [known, known.toUpperCase(), waiting, early.email]],
      [signUpOnPage, [known, waiting]],
    ] as const) {
      const fresh = address();
      const expected = await likeness(await send(fresh), fresh);
      for (const email of others) expect(await likeness(await send(email), email.toLowerCase())).toBe(expected);
      expect(expected).not.toMatch(/set-cookie/i);
    }
    const answer = await signUp(known);
    expect(answer.status).toBe(200);
    const { token, user } = (await answer.json()) as { token: null; user: { createdAt: string; updatedAt: string } };
    expect([token, user]).toEqual([null, expect.objectContaining({ email: known, name: "Ada", emailVerified: false })]);
    expect(Math.abs(Date.parse(user.createdAt) - Date.now())).toBeLessThan(60_000);
    const page = await signUpOnPage(known);
    expect([page.status, page.headers.get("Location")]).toEqual([303, "/signup?sent"]);
    expect(await (await fetch(`${url}/signup?sent`)).text()).toContain("We sent a mail to the address.");
    expect((await signIn(known)).status).toBe(200);
  });

  test("nor by two at one moment, of which one comes too late [AUTH-070]", async () => {
    const email = address();
    const answers = await Promise.all([signUp(email), signUp(email), signUp(email)]);
    expect(new Set(await Promise.all(answers.map((answer) => likeness(answer, email)))).size).toBe(1);
    await mail(email, 3);
    expect(smtp.mailsTo(email).filter((text) => text.includes("/confirm-email?token="))).toHaveLength(1);
  });

  test("and leaves the account that is there as it was, whatever is sent along [AUTH-070, AUTH-072]", async () => {
    const email = await confirmed();
    await signUp(email, { name: "Eve", password: "another password", emailVerified: true, id: "x" });
    const told = await mail(email, 2);
    expect(told).not.toContain("token=");
    for (const way of ["/login", "/forgot-password"]) expect(told).toContain(url + way);
    expect((await signIn(email, "another password")).status).toBe(401);
    const answer = await signIn(email);
    expect(await answer.json()).toMatchObject({ user: { name: "Ada" } });
  });

  test("nor by the time a mail takes: no answer waits for the mail server [AUTH-076]", async () => {
    const email = await confirmed();
    const release = smtp.hold();
    expect((await forget(email)).status).toBe(303);
    expect((await signUp(email)).status).toBe(200);
    expect(smtp.mailsTo(email)).toHaveLength(1);
    release();
    await mail(email, 3);
  });
});

describe("a new account", () => {
  test("counts once its owner has pressed the button behind the link, which works once [AUTH-071, AUTH-073]", async () => {
    const email = address();
    await signUp(email, { name: "Win a prize", emailVerified: true });
    const told = await mail(email);
    expect(told).not.toContain("Win a prize");
    const token = tokenIn(told);
    const page = await fetch(`${url}/confirm-email?token=${token}`);
    expect([page.status, (await page.text()).includes(email)]).toEqual([200, true]);
    expect(await codeOf(await signIn(email))).toEqual([403, "EMAIL_NOT_VERIFIED"]); // looking has changed nothing

    const answers = await Promise.all([confirm(token), confirm(token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
    const done = answers.find(({ status }) => status === 303)!;
    expect(done.headers.get("Location")).toBe("/login");
    expect(done.headers.getSetCookie().map((cookie) => cookie.split(";")[0])).toEqual(["flash=email-confirmed"]);
    expect(await (await signIn(email)).json()).toMatchObject({ user: { emailVerified: true } });
    for (const useless of [token, tokenIn(await mail(email, 2)), "x"]) {
      expect((await fetch(`${url}/confirm-email?token=${useless}`)).status).toBe(422);
      expect((await confirm(useless)).status).toBe(422);
    }
  });

  test("is not signed in to before, and each try mails a new link, within the limits [AUTH-073]", async () => {
    const email = address();
    await signUp(email);
    expect(await codeOf(await signIn(email, "wrong password"))).toEqual([401, "INVALID_EMAIL_OR_PASSWORD"]);
    expect(await codeOf(await signIn(address()))).toEqual([401, "INVALID_EMAIL_OR_PASSWORD"]);
    const page = await submit(`${url}/login`, { email, password }, "", elsewhere());
    expect([page.status, page.headers.getSetCookie()]).toEqual([403, []]);
    expect(await page.text()).toContain("Your address is not confirmed yet. Follow the link in the mail");

    const headers = elsewhere();
    const codes: unknown[] = [];
    for (let i = 0; i < 3; i++) codes.push((await codeOf(await signIn(email, password, headers)))[1]);
    expect(codes).toEqual([...Array(2).fill("EMAIL_NOT_VERIFIED"), "RATE_LIMITED"]);
    expect((await signIn(email, password, headers)).status).toBe(429);
    expect(await (await submit(`${url}/login`, { email, password }, "", headers)).text()).toContain("Too many tries.");
    expect((await confirm(tokenIn(await mail(email, 4)))).status).toBe(303);
    expect(smtp.mailsTo(email)).toHaveLength(4); // one for the account, three for the tries
    expect((await signIn(email)).status).toBe(200);
  });

  test("is not a stranger's who opened it before the mailbox's owner did [AUTH-072, AUTH-074]", async () => {
    const email = address();
    await signUp(email, { password: "a stranger's password" });
    await mail(email);
    await signUp(email);
    const told = await mail(email, 2);
    expect(told).not.toContain("/confirm-email");
    expect((await reset(tokenIn(told, "reset-password"), "the owner's password")).status).toBe(303);
    for (const word of ["a stranger's password", password]) expect((await signIn(email, word)).status).toBe(401);
    expect((await signIn(email, "the owner's password")).status).toBe(200);
    expect((await confirm(tokenIn(await mail(email)))).status).toBe(422); // nothing is left to confirm
  });

  test("is confirmed by a new password that was asked for by mail [AUTH-074]", async () => {
    const email = address();
    await signUp(email);
    await mail(email);
    await forget(email);
    const token = tokenIn(await mail(email, 2), "reset-password");
    expect((await reset(token, "a better battery")).status).toBe(303);
    expect((await signIn(email, "a better battery")).status).toBe(200);
  });
});

test("an account from before keeps its session and its password, and confirms at its next sign-in [AUTH-075]", async () => {
  const { email, cookie } = early;
  const sent = smtp.mailsTo(email).length;
  const session = () => fetch(`${url}/api/auth/get-session`, { headers: { Cookie: cookie } });
  expect(await (await session()).json()).toMatchObject({ user: { email, emailVerified: false } });
  expect(await codeOf(await signIn(email))).toEqual([403, "EMAIL_NOT_VERIFIED"]);
  const token = tokenIn(await mail(email, sent + 1));
  expect((await confirm(token)).status).toBe(303);
  expect((await signIn(email)).status).toBe(200);
  expect(await (await session()).json()).toMatchObject({ user: { email, emailVerified: true } });
});

test("a server that stops sends the mails that it has begun, and what it leaves behind knows no token [AUTH-071, AUTH-076]", async () => {
  const email = address();
  const release = smtp.hold();
  expect((await signUp(email)).status).toBe(200);
  const stopped = server.stop();
  release();
  expect(await stopped).toBe(0);
  const token = tokenIn(smtp.mailsTo(email)[0]!);
  const files = readdirSync(DATA_DIR, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const holding = (text: string) =>
    files.filter(({ parentPath, name }) => readFileSync(join(parentPath, name)).includes(text));
  expect(holding(email)).not.toEqual([]);
  expect(holding(token)).toEqual([]);
});
