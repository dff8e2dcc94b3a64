import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";

import { auth } from "../../app/auth/auth.server";
import { authSecret } from "../../app/auth/secret.server";
import { liveVisitor } from "../../app/auth/session-cookie.server";
import { openTestDatabase, principalIn, type TestDatabase } from "../support/database";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

/** Who comes with this, by the short way that pages take, and by Better Auth's; and what that one says to the browser. */
async function seen(Cookie: string) {
  const headers = new Headers({ Cookie });
  const short = await liveVisitor(new Request("http://localhost", { headers }));
  const { response, headers: said } = await auth().api.getSession({ headers, returnHeaders: true });
  return { short, long: response, said: said.getSetCookie() };
}

const signed = (token: string, secret = authSecret()) =>
  encodeURIComponent(`${token}.${createHmac("sha256", secret).update(token).digest("base64")}`);

/** Somebody whose session was used lately, and its token. */
async function somebody() {
  const { userId, sessionId } = await principalIn(db);
  const [row] = await db.owner(
    "update session set expires_at = now() + interval '7 days' where id = $1 returning token",
    [sessionId],
  );
  return { userId, sessionId, token: row!.token as string };
}

test("a page knows whose a cookie is as Better Auth does, and knows none that is not genuine [AUTH-077]", async () => {
  const ada = await somebody();
  const eve = await somebody();
  const own = signed(ada.token);
  for (const cookie of [`session=${own}`, `a=b; session=${own}; c=d`, `xsession=1;session=${own}`]) {
    const { short, long, said } = await seen(cookie);
    expect(short).toEqual({
      userId: ada.userId,
      sessionId: ada.sessionId,
      name: "Somebody",
      email: `${ada.userId}@example.com`,
    });
    expect([long!.user.id, long!.session.id, said]).toEqual([ada.userId, ada.sessionId, []]);
  }
  for (const value of [
    ada.token,
    `${ada.token}.`,
    signed(ada.token, "another secret"),
    own.replace(ada.token, eve.token),
    own.replace(/\.../, ".AA"),
    own.slice(0, -1),
    `${own}A`,
    signed(`${ada.token}0`),
    signed(""),
    "",
  ]) {
    const { short, long } = await seen(`session=${value}`);
    expect([value, short, long]).toEqual([value, undefined, null]);
  }
  // Of two the first one counts, for both.
  expect(await seen(`session=${signed(eve.token)}; session=${own}`)).toMatchObject({
    short: { userId: eve.userId },
    long: { user: { id: eve.userId } },
  });
});

test("a session that has ended, has expired or lost its account is nobody's, and use prolongs it [AUTH-077, AUTH-009]", async () => {
  const ada = await somebody();
  const cookie = `session=${signed(ada.token)}`;
  const expiresIn = (interval: string) =>
    db.owner("update session set expires_at = now() + $2::interval where id = $1", [ada.sessionId, interval]);

  // Its last use is more than ten minutes ago: that is for Better Auth to write down, and to tell the browser.
  await expiresIn("6 days 23:49");
  const { short, long, said } = await seen(cookie);
  expect([short, long!.user.id]).toEqual([undefined, ada.userId]);
  expect(said.join()).toMatch(/^session=.*Max-Age=604800/);
  expect(await seen(cookie)).toMatchObject({ short: { userId: ada.userId }, said: [] });

  await expiresIn("-1 second");
  expect(await seen(cookie)).toMatchObject({ short: undefined, long: null });
  const eve = await somebody();
  await db.owner("delete from session where id = $1", [eve.sessionId]);
  expect(await seen(`session=${signed(eve.token)}`)).toMatchObject({ short: undefined, long: null });
  const bob = await somebody();
  await db.owner(`delete from "user" where id = $1`, [bob.userId]);
  expect(await seen(`session=${signed(bob.token)}`)).toMatchObject({ short: undefined, long: null });
});
