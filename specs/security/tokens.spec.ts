import { createHmac, hkdfSync } from "node:crypto";
import { generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { beforeAll, describe, expect, inject, test } from "vitest";

import { call, type Person, person, post, signInAgain, tokenFor } from "../support/person";
import { SECRET } from "../support/server";

const url = inject("url");
const RAW = new TextEncoder().encode(SECRET);
const KEY = new Uint8Array(hkdfSync("sha256", SECRET, "", "clearlist/access-token/v1", 32));
const now = () => Math.floor(Date.now() / 1000);

let ada: Person;
let claims: JWTPayload;
beforeAll(async () => {
  ada = await person(url);
  claims = JSON.parse(Buffer.from(ada.token.split(".")[1]!, "base64url").toString());
});

const status = async (token: string) => (await call(`${url}/api/${ada.id}/tasks`, token)).status;
const sign = (payload: JWTPayload, { key = KEY as Uint8Array | CryptoKey, header = {} as object } = {}) =>
  new SignJWT(payload).setProtectedHeader({ alg: "HS256", typ: "at+jwt", ...header }).sign(key);
const without = (name: string) => Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name));
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

test("the token says who, which session, for whom and until when, and nothing personal [AUTH-015, AUTH-016]", () => {
  expect(Object.keys(claims).sort()).toEqual(["aud", "exp", "iat", "iss", "jti", "sid", "sub"]);
  expect(claims).toMatchObject({ sub: ada.id, iss: url, aud: "clearlist-api" });
  expect(claims.exp! - claims.iat!).toBe(600);
  expect(JSON.parse(Buffer.from(ada.token.split(".")[0]!, "base64url").toString())).toEqual({
    alg: "HS256",
    typ: "at+jwt",
  });
});

test("a token that we would have issued ourselves is accepted, so the refusals below mean something [SEC-008]", async () => {
  expect(await status(await sign({ ...claims, jti: "another", exp: now() + 60 }))).toBe(200);
});

describe("is refused [SEC-008, SEC-009]", () => {
  const forged: [string, () => Promise<string> | string][] = [
    ["no signature, alg none", () => new UnsecuredJWT(claims).encode()],
    ["alg None by hand", () => `${encode({ alg: "None", typ: "at+jwt" })}.${encode(claims)}.`],
    ["alg NONE by hand", () => `${encode({ alg: "NONE", typ: "at+jwt" })}.${encode(claims)}.`],
    ["its signature cut off", () => `${ada.token.split(".").slice(0, 2).join(".")}.`],
    ["its signature changed", () => ada.token.slice(0, -4) + (ada.token.endsWith("AAAA") ? "BBBB" : "AAAA")],
    [
      "other claims under the old signature",
      () => ada.token.replace(/\.[^.]+\./, `.${encode({ ...claims, sub: "eve" })}.`),
    ],
    ["HS512", () => sign(claims, { header: { alg: "HS512" } })],
    ["HS384", () => sign(claims, { header: { alg: "HS384" } })],
    ["the raw secret as key", () => sign(claims, { key: RAW })],
    ["an empty key", () => `${encode({ alg: "HS256", typ: "at+jwt" })}.${encode(claims)}.${hmac("", claims)}`],
    [
      "RS256 with a key of its own",
      async () => sign(claims, { key: (await generateKeyPair("RS256")).privateKey, header: { alg: "RS256" } }),
    ],
    [
      "EdDSA with a key of its own",
      async () => sign(claims, { key: (await generateKeyPair("EdDSA")).privateKey, header: { alg: "EdDSA" } }),
    ],
    ["another type", () => sign(claims, { header: { typ: "JWT" } })],
    ["no type", () => sign(claims, { header: { typ: undefined } })],
    ["a key id that walks the disk", () => sign(claims, { key: RAW, header: { kid: "../../../../dev/null" } })],
    ["a key id with SQL", () => sign(claims, { key: RAW, header: { kid: "' union select 'secret' --" } })],
    ["a key address of the sender's", () => sign(claims, { key: RAW, header: { jku: "http://127.0.0.1:1/jwks" } })],
    [
      "a key of the sender's in the header",
      () => sign(claims, { key: RAW, header: { jwk: { kty: "oct", k: "c2VjcmV0" } } }),
    ],
    ["an extension nobody knows", () => sign(claims, { header: { crit: ["x"], x: 1 } }).catch(() => "x.y.z")],
    ["an hour over its time", () => sign({ ...claims, iat: now() - 7200, exp: now() - 3600 })],
    ["just over its time", () => sign({ ...claims, iat: now() - 610, exp: now() - 6 })],
    ["a time far ahead", () => sign({ ...claims, iat: now() - 60 * 60, exp: now() + 60 * 60 * 24 * 365 })],
    ["not valid yet", () => sign({ ...claims, nbf: now() + 600 })],
    ["issued in the future", () => sign({ ...claims, iat: now() + 600, exp: now() + 1200 })],
    ["another audience", () => sign({ ...claims, aud: "another" })],
    ["another issuer", () => sign({ ...claims, iss: "https://evil.example" })],
    ...["sub", "sid", "jti", "iat", "exp", "iss", "aud"].map((name): [string, () => Promise<string>] => [
      `no ${name}`,
      () => sign(without(name)),
    ]),
    ["a session that is not the user's", () => sign({ ...claims, sid: "another" })],
    ["a session that is no text", () => sign({ ...claims, sid: { $ne: "" } as never })],
    ["an empty session", () => sign({ ...claims, sid: "" })],
    [
      "an expiry that is no number",
      () => `${encode({ alg: "HS256", typ: "at+jwt" })}.${encode({ ...claims, exp: "never" as never })}.AAAA`,
    ],
    ["the token of a mail that confirms an address", () => mailToken({})],
    ["the same with the type changed", () => mailToken({ typ: "at+jwt" })],
    ["the session cookie", () => decodeURIComponent(ada.cookie.split("=")[1]!)],
    ["the session's id", () => String(claims.sid)],
    ["the token twice", () => `${ada.token}.${ada.token}`],
    ["five parts, as if encrypted", () => "a.b.c.d.e"],
    ["dots", () => ".."],
    ["a megabyte short of 8 KiB", () => "a".repeat(8000)],
  ];
  const mailToken = (extra: object) =>
    new SignJWT({ email: ada.email, ...claims }).setProtectedHeader({ alg: "HS256", ...extra }).sign(RAW);
  const hmac = (key: string, body: object) =>
    createHmac("sha256", key)
      .update(`${encode({ alg: "HS256", typ: "at+jwt" })}.${encode(body)}`)
      .digest("base64url");

  test.each(forged)("%s", async (_, forge) => {
    expect(await status(await forge())).toBe(401);
  });
});

describe("an access token is worth nothing elsewhere", () => {
  test("it confirms no e-mail address and opens no session [SEC-009]", async () => {
    const answer = await fetch(`${url}/api/auth/verify-email?token=${ada.token}`, { redirect: "manual" });
    expect(answer.status).toBe(404);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  test("it is no session for Better Auth or for a page [SEC-009, AUTH-015]", async () => {
    const bearer = { Authorization: `Bearer ${ada.token}` };
    expect(await (await fetch(`${url}/api/auth/get-session`, { headers: bearer })).json()).toBeNull();
    expect((await fetch(`${url}/api/auth/token`, { headers: bearer })).status).toBe(401);
    expect((await fetch(`${url}/api/auth/token`, { headers: { Cookie: `session=${ada.token}` } })).status).toBe(401);
    expect(
      (await fetch(`${url}/tasks`, { headers: { Cookie: `session=${ada.token}` }, redirect: "manual" })).status,
    ).toBe(303);
  });

  test("it resets no password [SEC-009]", async () => {
    const answer = await post(`${url}/api/auth/reset-password`, { newPassword: "another password", token: ada.token });
    expect(answer.status).toBe(400);
  });
});

test("signing out ends the tokens of that session at the next request, and of no other [SEC-010, AUTH-014]", async () => {
  const there = await signInAgain(url, ada);
  const second = await tokenFor(url, there.cookie);
  await post(`${url}/api/auth/sign-out`, {}, { Cookie: there.cookie, Origin: new URL(url).origin });
  expect([await status(there.token), await status(second), await status(ada.token)]).toEqual([401, 401, 200]);
});

test("changing the password ends every other session and its tokens, whatever the client asked [AUTH-017, SEC-010]", async () => {
  const who = await person(url);
  const other = await signInAgain(url, who);
  const changed = await post(
    `${url}/api/auth/change-password`,
    { currentPassword: who.password, newPassword: "another password", revokeOtherSessions: false },
    { Cookie: who.cookie, Origin: new URL(url).origin },
  );
  expect(changed.status).toBe(200);
  expect((await other.api("/tasks")).status).toBe(401);
});

test("deleting the account needs the password, and ends its tokens and its tasks [AUTH-017, SEC-010, DB-005]", async () => {
  const who = await person(url);
  await who.api("/tasks", { body: { title: "x" } });
  const headers = { Cookie: who.cookie, Origin: new URL(url).origin };
  expect((await post(`${url}/api/auth/delete-user`, {}, headers)).status).toBe(400);
  expect((await post(`${url}/api/auth/delete-user`, { password: "wrong password" }, headers)).status).toBe(400);
  expect((await who.api("/tasks")).status).toBe(200);
  expect((await post(`${url}/api/auth/delete-user`, { password: who.password }, headers)).status).toBe(200);
  expect((await who.api("/tasks")).status).toBe(401);
});

test("signing in over an old session replaces it [AUTH-007]", async () => {
  const who = await person(url);
  const answer = await post(
    `${url}/api/auth/sign-in/email`,
    { email: who.email, password: who.password },
    { Cookie: who.cookie, Origin: new URL(url).origin },
  );
  expect(answer.status).toBe(200);
  expect((await who.api("/tasks")).status).toBe(401);
});
