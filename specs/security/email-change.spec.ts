import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, inject, test } from "vitest";

import { type Person, person, post, signInAgain, submit } from "../support/person";

const url = inject("url");
const outbox = join(inject("dataDir"), "outbox");
const address = () => `${randomUUID()}@example.com`;

/** The mails to an address, oldest first, the lines that mail breaks put together again. */
function mailsTo(email: string): string[] {
  if (!existsSync(outbox)) return []; // made with the first mail
  return readdirSync(outbox)
    .sort()
    .map((name) => readFileSync(join(outbox, name), "utf8"))
    .filter((mail) => mail.includes(`To: ${email}`))
    .map((mail) => mail.replace(/=\r?\n/g, "").replaceAll("=3D", "="));
}

const tokenIn = (mail: string | undefined) =>
  new RegExp(`${url}/confirm-email\\?token=([\\w-]+)`).exec(mail ?? "")?.[1];

const ask = (who: Person, email: string, currentPassword = who.password) =>
  submit(`${url}/settings/email`, { email, currentPassword }, who.cookie);
const confirm = (token: string) => submit(`${url}/confirm-email`, { token });
const signIn = async (email: string, password: string) =>
  (await post(`${url}/api/auth/sign-in/email`, { email, password })).status;

/** Asks for another address, and takes the token from the mail. */
async function tokenFor(who: Person, email: string): Promise<string> {
  expect((await ask(who, email)).status).toBe(303);
  return tokenIn(mailsTo(email).at(-1))!;
}

let eve: Person;
beforeAll(async () => {
  eve = await person(url);
});

test("another address needs the password, an address, and a link that is followed [AUTH-032, AUTH-035]", async () => {
  const ada = await person(url);
  const wanted = address();
  expect((await ask(ada, wanted, "wrong password")).status).toBe(422);
  expect((await ask(ada, "nobody")).status).toBe(422);
  expect((await ask(ada, ada.email.toUpperCase())).status).toBe(422);
  expect(mailsTo(wanted)).toEqual([]);

  const answer = await ask(ada, wanted.toUpperCase());
  expect([answer.status, answer.headers.get("Location")]).toEqual([303, "/settings/email?sent"]);
  expect(mailsTo(ada.email).at(-1)).toContain(wanted);
  expect(await signIn(wanted, ada.password)).toBe(401);
  const reset = await submit(`${url}/forgot-password`, { email: ada.email });
  expect(reset.status).toBe(303);
  await expect.poll(() => mailsTo(ada.email).at(-1)).toContain("reset-password");
  const resetToken = /reset-password\?token=([\w-]+)/.exec(mailsTo(ada.email).at(-1)!)![1]!;

  const token = tokenIn(mailsTo(wanted)[0])!;
  const page = await fetch(`${url}/confirm-email?token=${token}`);
  expect([page.status, (await page.text()).includes(wanted)]).toEqual([200, true]);
  expect(await signIn(ada.email, ada.password)).toBe(200); // looking at it has changed nothing
  const done = await confirm(token);
  expect([done.status, done.headers.get("Location")]).toEqual([303, "/settings"]);
  expect([await signIn(wanted, ada.password), await signIn(ada.email, ada.password)]).toEqual([200, 401]);
  const session = await fetch(`${url}/api/auth/get-session`, { headers: { Cookie: ada.cookie } });
  expect(await session.json()).toMatchObject({ user: { email: wanted, emailVerified: true } });
  expect(mailsTo(ada.email).at(-1)).toContain("no longer signs in");
  expect((await submit(`${url}/reset-password`, { token: resetToken, password: "another one" })).status).toBe(422);
});

test("an address that has an account gets one answer with any other, and no link [AUTH-033]", async () => {
  const ada = await person(url);
  const free = address();
  const answers = [await ask(ada, eve.email), await ask(ada, free)];
  const [taken, other] = await Promise.all(
    answers.map(async (answer) => [answer.status, answer.headers.get("Location"), await answer.text()]),
  );
  expect(taken).toEqual(other);
  expect(mailsTo(eve.email)).toHaveLength(1);
  expect(mailsTo(eve.email)[0]).not.toContain("token=");
  expect(mailsTo(free)).toHaveLength(1);
  expect(await signIn(eve.email, eve.password)).toBe(200);
});

describe("a link is of no use [AUTH-034]", () => {
  const refused = async (token: string) => {
    const page = await fetch(`${url}/confirm-email?token=${encodeURIComponent(token)}`);
    expect(page.status).toBe(422);
    const answer = await confirm(token);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain("This link is of no use");
  };

  test("the second time, even when both come at once", async () => {
    const ada = await person(url);
    const token = await tokenFor(ada, address());
    const answers = await Promise.all([confirm(token), confirm(token), confirm(token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422]);
    await refused(token);
  });

  test("once the session that asked has ended, such as by a new password", async () => {
    const ada = await person(url);
    const wanted = address();
    const token = await tokenFor(ada, wanted);
    const elsewhere = await signInAgain(url, ada);
    const fields = { currentPassword: ada.password, newPassword: "a better battery" };
    expect((await submit(`${url}/settings/password`, fields, elsewhere.cookie)).status).toBe(303);
    await refused(token);
    expect([await signIn(wanted, "a better battery"), await signIn(ada.email, "a better battery")]).toEqual([401, 200]);
  });

  test("when somebody else has taken the address meanwhile", async () => {
    const ada = await person(url);
    const wanted = address();
    const token = await tokenFor(ada, wanted);
    const answer = await post(`${url}/api/auth/sign-up/email`, {
      name: "Bob",
      email: wanted,
      password: "correct horse",
    });
    expect(answer.status).toBe(200);
    expect((await confirm(token)).status).toBe(422);
    expect(await signIn(ada.email, ada.password)).toBe(200);
  });

  test("that was never ours", async () => {
    for (const token of ["", "nonsense", eve.token]) await refused(token);
  });
});
