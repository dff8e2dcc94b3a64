import { scryptSync } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";

import { auth } from "../../app/auth/auth.server";
import { isOutdated, verifyPassword } from "../../app/auth/password.server";
import { openTestDatabase, type TestDatabase } from "../support/database";
import { person, post, submit } from "../support/person";

const url = inject("url");

describe("how passwords are kept [AUTH-046]", () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(() => db.close());

  const password = "correct horse battery";
  const storedOf = async (email: string) => {
    const [row] = await db.owner(
      `select a.password from account a join "user" u on u.id = a.user_id where u.email = $1`,
      [email],
    );
    return String(row!.password);
  };

  test("as scrypt at OWASP's floor, with a version in front and a salt of its own", async () => {
    const emails = ["one@example.com", "two@example.com"];
    for (const email of emails) await auth().api.signUpEmail({ body: { name: "Ada", email, password } });
    const [one, two] = await Promise.all(emails.map(storedOf));
    expect(one).toMatch(/^\$scrypt\$v=1\$n=15,r=8,p=3\$[\w-]{22}\$[\w-]{43}$/);
    expect(two).not.toBe(one);
    expect(await verifyPassword({ hash: one!, password })).toBe(true);
    expect(await verifyPassword({ hash: one!, password: `${password}x` })).toBe(false);
    expect(await verifyPassword({ hash: "", password })).toBe(false);
    expect(await verifyPassword({ hash: "nonsense", password })).toBe(false);
  });

  test("a hash from before is good once more, and is made anew by the sign-in", async () => {
    const email = "old@example.com";
    await auth().api.signUpEmail({ body: { name: "Ada", email, password } });
    const salt = "00112233445566778899aabbccddeeff";
    const key = scryptSync(password, salt, 64, { N: 16384, r: 16, p: 1, maxmem: 64 << 20 }).toString("hex");
    await db.owner(`update account set password = $1 where user_id = (select id from "user" where email = $2)`, [
      `${salt}:${key}`,
      email,
    ]);
    expect(isOutdated(await storedOf(email))).toBe(true);
    await expect(auth().api.signInEmail({ body: { email, password: "something else" } })).rejects.toThrow();
    expect(isOutdated(await storedOf(email))).toBe(true);
    await auth().api.signInEmail({ body: { email, password } });
    expect(isOutdated(await storedOf(email))).toBe(false);
    await auth().api.signInEmail({ body: { email, password } });
  });
});

describe("one of the most common passwords is refused, whatever its case [AUTH-047]", () => {
  const common = "PassWord123";
  const rule = "must not be one of the most common passwords";

  test("at sign-up, by the form and over REST", async () => {
    const fields = { name: "Ada", email: `${crypto.randomUUID()}@example.com`, password: common };
    const page = await submit(`${url}/signup`, fields);
    expect(page.status).toBe(422);
    expect(await page.text()).toContain(`Password ${rule}.`);
    const rest = await post(`${url}/api/auth/sign-up/email`, fields);
    expect([rest.status, ((await rest.json()) as { message: string }).message]).toEqual([400, `password ${rule}.`]);
  });

  test("when it is changed, and when it is chosen anew by mail", async () => {
    const who = await person(url);
    const asThem = { Cookie: who.cookie, Origin: new URL(url).origin };
    const body = { currentPassword: who.password, newPassword: common };
    const change = await post(`${url}/api/auth/change-password`, body, asThem);
    expect([change.status, ((await change.json()) as { message: string }).message]).toEqual([
      400,
      `newPassword ${rule}.`,
    ]);

    await submit(`${url}/forgot-password`, { email: who.email });
    const outbox = join(inject("dataDir"), "outbox");
    const mail = readdirSync(outbox)
      .map((name) => readFileSync(join(outbox, name), "utf8").replace(/=\r?\n/g, ""))
      .find((one) => one.includes(`To: ${who.email}`))!;
    const token = /token=(?:3D)?([\w-]+)/.exec(mail)![1]!;
    const page = await submit(`${url}/reset-password?token=${token}`, { token, password: common });
    expect([page.status, (await page.text()).includes(rule)]).toEqual([422, true]);
    const rest = await post(`${url}/api/auth/reset-password`, { token, newPassword: common });
    expect(rest.status).toBe(400);
    const good = await post(`${url}/api/auth/reset-password`, { token, newPassword: "a staple of batteries" });
    expect(good.status).toBe(200);
  });
});
