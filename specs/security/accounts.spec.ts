import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, inject, test } from "vitest";

import { cookieOf, type Person, person, post, signInAgain, submit } from "../support/person";

const url = inject("url");
const outbox = join(inject("dataDir"), "outbox");
const ORIGIN = { Origin: url };
const address = () => `${randomUUID()}@example.com`;
const session = async (cookie: string) =>
  (await fetch(`${url}/api/auth/get-session`, { headers: { Cookie: cookie } })).json();

let ada: Person;
beforeAll(async () => {
  ada = await person(url);
});

/** The newest reset link in the outbox that went to `email`; undefined while there is none. */
function mailedToken(email: string): string | undefined {
  const mails = readdirSync(outbox)
    .sort()
    .map((name) => readFileSync(join(outbox, name), "utf8"));
  const mail = mails
    .filter((text) => text.includes(email))
    .at(-1)
    ?.replace(/=\r?\n/g, "")
    .replaceAll("=3D", "=");
  return mail && new RegExp(`${url}/reset-password\\?token=([\\w-]+)`).exec(mail)?.[1];
}

async function askForMail(email: string): Promise<string> {
  const before = mailedToken(email);
  expect((await submit(`${url}/forgot-password`, { email })).status).toBeLessThan(400);
  await expect.poll(() => mailedToken(email)).not.toBe(before);
  return mailedToken(email)!;
}

describe("a name, an address or a password that breaks a rule is refused by both doors, and no account is made [AUTH-001]", () => {
  const good = { name: "Ada", email: "", password: "correct horse" };
  test.each<[string, Record<string, string>]>([
    ["name", { name: "" }],
    ["name", { name: " \t " }],
    ["name", { name: "x".repeat(101) }],
    ["name", { name: "a\u0000b" }],
    ["email", { email: "nobody" }],
    ["email", { email: "" }],
    ["email", { email: `${"x".repeat(250)}@example.com` }],
    ["password", { password: "1234567" }],
    ["password", { password: "x".repeat(129) }],
    ["password", { password: "" }],
  ])("%s: %j", async (field, wrong) => {
    const email = address();
    const input = { ...good, email, ...wrong };
    const page = await submit(`${url}/signup`, input);
    expect(page.status).toBe(422);
    expect(page.headers.getSetCookie().join()).not.toContain("session=");
    expect(await page.text()).toMatch(
      new RegExp(`<[^>]*name="${field}"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*name="${field}"`),
    );
    const api = await post(`${url}/api/auth/sign-up/email`, input);
    expect(api.status).toBe(400);
    expect(((await api.json()) as { message: string }).message).toContain(field);
    expect((await post(`${url}/api/auth/sign-in/email`, { email, password: "correct horse" })).status).toBe(401);
  });
});

test("any characters make a password, and each one counts [AUTH-001]", async () => {
  for (const password of [" leading and trailing ", "пароль-пароль", "🎉".repeat(8), "x".repeat(128)]) {
    const email = address();
    const made = await submit(`${url}/signup`, { name: "Ada", email, password });
    expect(made.status).toBe(303);
    expect(
      (await post(`${url}/api/auth/sign-in/email`, { email, password: password.trim().slice(0, -1) })).status,
    ).not.toBe(200);
    expect((await post(`${url}/api/auth/sign-in/email`, { email, password })).status).toBe(200);
  }
});

test("signing up signs in, and of ten at once with one address one account is made [AUTH-002, AUTH-003]", async () => {
  const email = address();
  const fields = { name: "Ada", email, password: "correct horse" };
  const answers = await Promise.all(Array.from({ length: 10 }, () => submit(`${url}/signup`, fields)));
  const statuses = answers.map((answer) => answer.status).sort();
  expect(statuses).toEqual([303, ...Array(9).fill(422)]);
  const made = answers.find((answer) => answer.status === 303)!;
  expect(await session(cookieOf(made))).toMatchObject({ user: { email, name: "Ada" } });
  expect((await post(`${url}/api/auth/sign-in/email`, { email, password: "correct horse" })).status).toBe(200);
});

test("an address that is taken, in whatever case, is refused beside its field [AUTH-003]", async () => {
  const page = await submit(`${url}/signup`, {
    name: "Eve",
    email: ada.email.toUpperCase(),
    password: "correct horse",
  });
  expect(page.status).toBe(422);
  expect(await page.text()).toContain("There is an account with this e-mail already.");
});

test("a wrong password and an unknown address get one answer, by both doors [AUTH-005]", async () => {
  const tries = [ada.email, address()];
  const pages = await Promise.all(tries.map((email) => submit(`${url}/login`, { email, password: "wrong password" })));
  const apis = await Promise.all(
    tries.map((email) => post(`${url}/api/auth/sign-in/email`, { email, password: "wrong password" })),
  );
  expect([...pages, ...apis].map((answer) => answer.status)).toEqual([401, 401, 401, 401]);
  const [known, unknown] = await Promise.all(apis.map((answer) => answer.text()));
  expect(known).toBe(unknown);
  for (const [i, page] of pages.entries()) {
    const html = await page.text();
    expect(html).toContain("That e-mail and password do not match.");
    expect(html).toContain(tries[i]);
    expect(html).not.toContain("wrong password");
  }
});

test("trap 32: signing out ends the session on the server, and only a post does it [AUTH-008, UI-003]", async () => {
  const who = await signInAgain(url, ada);
  await fetch(`${url}/logout`, { headers: { Cookie: who.cookie }, redirect: "manual" });
  expect(await session(who.cookie)).not.toBeNull();
  const out = await submit(`${url}/logout`, {}, who.cookie);
  expect(out.status).toBe(303);
  expect(out.headers.getSetCookie().join("\n")).toMatch(/^session=;.*Max-Age=0/m);
  expect(await session(who.cookie)).toBeNull();
  expect((await fetch(`${url}/tasks`, { headers: { Cookie: who.cookie }, redirect: "manual" })).status).toBe(303);
});

describe("a session [AUTH-009]", () => {
  test("lasts seven days", async () => {
    const { session: mine } = (await session(ada.cookie)) as { session: { createdAt: string; expiresAt: string } };
    const days = (Date.parse(mine.expiresAt) - Date.parse(mine.createdAt)) / 86_400_000;
    expect(days).toBeGreaterThan(6.9);
    expect(days).toBeLessThanOrEqual(7.001);
  });

  test("that was never ours signs nobody in", async () => {
    for (const cookie of [
      "session=x",
      "session=x.y",
      `session=${randomUUID()}.${"A".repeat(43)}=`,
      `${ada.cookie.slice(0, -6)}AAAAAA`,
    ])
      expect(await session(cookie)).toBeNull();
  });
});

describe("a forgotten password", () => {
  test("gets one answer whether or not there is an account, and a mail only if there is [AUTH-010]", async () => {
    const nobody = address();
    const answers = await Promise.all([ada.email, nobody].map((email) => submit(`${url}/forgot-password`, { email })));
    const [known, unknown] = await Promise.all(
      answers.map(async (answer, i) =>
        [
          answer.status,
          answer.headers.get("Location"),
          (await answer.text()).replaceAll([ada.email, nobody][i]!, ""),
        ].slice(0, 2),
      ),
    );
    expect(known).toEqual(unknown);
    await expect.poll(() => mailedToken(ada.email)).toBeDefined();
    expect(mailedToken(nobody)).toBeUndefined();
  });

  test("is replaced through the link of the mail, once, which ends every session and token [AUTH-011, AUTH-012, AUTH-013]", async () => {
    const who = await person(url);
    const token = await askForMail(who.email);
    expect((await fetch(`${url}/reset-password?token=${token}`)).status).toBe(200);
    const short = await submit(`${url}/reset-password`, { token, password: "short" });
    expect(short.status).toBe(422);
    expect((await submit(`${url}/reset-password`, { token, password: "a new password" })).status).toBe(303);
    expect(await session(who.cookie)).toBeNull();
    expect((await who.api("/tasks")).status).toBe(401);
    const signIn = (password: string) => post(`${url}/api/auth/sign-in/email`, { email: who.email, password });
    expect([(await signIn(who.password)).status, (await signIn("a new password")).status]).toEqual([401, 200]);

    const again = await submit(`${url}/reset-password`, { token, password: "another password" });
    expect(again.status).toBe(422);
    expect(await again.text()).toContain("This link has expired or was used already.");
    expect((await signIn("another password")).status).toBe(401);
  });

  test("is not replaced through a link that was never ours [AUTH-013, SEC-009]", async () => {
    for (const token of ["nonsense", ada.token, decodeURIComponent(ada.cookie.split("=")[1]!)]) {
      const page = await submit(`${url}/reset-password`, { token: token.slice(0, 200), password: "another password" });
      expect(page.status).toBe(422);
    }
  });

  test("trap 4: the link leads to our own address, whatever the request says of it [SEC-012, AUTH-011]", async () => {
    const who = await person(url);
    const answer = await post(
      `${url}/api/auth/request-password-reset`,
      { email: who.email },
      { "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", Forwarded: "host=evil.example" },
    );
    expect(answer.status).toBe(200);
    await expect.poll(() => mailedToken(who.email)).toBeDefined();
    const evil = await post(`${url}/api/auth/request-password-reset`, {
      email: who.email,
      redirectTo: "https://evil.example",
    });
    expect(evil.status).toBe(403);
  });
});

test("a limit of 0 is off: this server has none [AUTH-023]", async () => {
  const email = address();
  const answers = await Promise.all(
    Array.from({ length: 15 }, () => post(`${url}/api/auth/sign-in/email`, { email, password: "wrong password" })),
  );
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([401]));
});

test("a name is checked when it is changed, too [AUTH-001]", async () => {
  const change = (name: string) => post(`${url}/api/auth/update-user`, { name }, { Cookie: ada.cookie, ...ORIGIN });
  expect((await change("x".repeat(101))).status).toBe(400);
  expect((await change("Ada L.")).status).toBe(200);
});

test("a method that is not known does nothing below /api/auth [SEC-041]", async () => {
  const who = await signInAgain(url, ada);
  const answer = await fetch(`${url}/api/auth/sign-out`, {
    method: "PROPFIND",
    headers: { Cookie: who.cookie, ...ORIGIN },
  });
  expect([answer.status, answer.headers.get("Allow")]).toEqual([405, "GET, POST"]);
  expect(await session(who.cookie)).not.toBeNull();
});

test("another site's form cannot take the cookie away, even where it does not come along [SEC-046]", async () => {
  for (const headers of [{ Origin: "https://evil.example" }, { Origin: "null" }, { "Sec-Fetch-Site": "cross-site" }]) {
    const answer = await post(`${url}/api/auth/sign-out`, {}, headers as unknown as Record<string, string>);
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []]);
  }
});
