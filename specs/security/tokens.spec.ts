import { createHmac, hkdfSync } from "node:crypto";
import { generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { beforeAll, describe, expect, inject, test } from "vitest";

import { call, type Person, person, post, signInAgain, tokenFor } from "../support/person";
import { SECRET } from "../support/server";

const url = inject("url");
const RAW = new TextEncoder().encode(SECRET);
const KEY = new Uint8Array(hkdfSync("sha256", SECRET, "", "clearlist/access-token/v1", 32));
const HEADER = { alg: "HS256", typ: "at+jwt" };
const PUBLIC_KEY =
  "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n";
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

test("trap 23: the token says who, which session, for whom and until when, and nothing personal [AUTH-015, AUTH-016]", () => {
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
    ["alg nOnE by hand", () => `${encode({ alg: "nOnE", typ: "at+jwt" })}.${encode(claims)}.`],
    ["alg none with our own signature", () => ada.token.replace(/^[^.]+/, encode({ alg: "none", typ: "at+jwt" }))],
    ["no alg at all", () => signedByHand({ typ: "at+jwt" }, claims)],
    ["an alg that is a list", () => signedByHand({ alg: ["HS256", "none"], typ: "at+jwt" }, claims)],
    ["the alg in lower case", () => signedByHand({ alg: "hs256", typ: "at+jwt" }, claims)],
    ["RS256 in the header over our own HMAC", () => signedByHand({ alg: "RS256", typ: "at+jwt" }, claims)],
    ["EdDSA in the header over our own HMAC", () => signedByHand({ alg: "EdDSA", typ: "at+jwt" }, claims)],
    ["ES256 with a key of its own", () => asymmetric("ES256")],
    ["PS256 with a key of its own", () => asymmetric("PS256")],
    ["a public key as HMAC secret", () => sign(claims, { key: Buffer.from(PUBLIC_KEY) })],
    ["the key of another purpose", () => sign(claims, { key: derived("clearlist/cursor/v1") })],
    ["the key of the next version", () => sign(claims, { key: derived("clearlist/access-token/v2") })],
    ["a key of zeros", () => sign(claims, { key: new Uint8Array(32) })],
    [
      "a certificate address of the sender's",
      () => sign(claims, { key: RAW, header: { x5u: "http://127.0.0.1:1/x" } }),
    ],
    ["a certificate of the sender's", () => sign(claims, { key: RAW, header: { x5c: ["MIIB"] } })],
    ["an empty key id", () => sign(claims, { key: RAW, header: { kid: "" } })],
    ["a critical extension, rightly signed", () => signedByHand({ ...HEADER, crit: ["x"], x: 1 }, claims)],
    ["an empty list of critical extensions", () => signedByHand({ ...HEADER, crit: [] }, claims)],
    ["an unencoded payload", () => signedByHand({ ...HEADER, b64: false, crit: ["b64"] }, claims)],
    ["a type in another media tree", () => sign(claims, { header: { typ: "id+jwt" } })],
    ["a type with a suffix", () => sign(claims, { header: { typ: "at+jwt2" } })],
    ["a list of audiences without us", () => sign({ ...claims, aud: ["a", "b"] })],
    ["an empty audience", () => sign({ ...claims, aud: "" })],
    ["an issuer that begins like ours", () => sign({ ...claims, iss: `${url}.evil.example` })],
    ["an issuer with a slash more", () => sign({ ...claims, iss: `${url}/` })],
    ["an expiry of text", () => signedByHand(HEADER, { ...claims, exp: String(claims.exp) })],
    ["an expiry of null", () => signedByHand(HEADER, { ...claims, exp: null })],
    ["an expiry beyond all numbers", () => signedByHand(HEADER, '{"exp":1e999}')],
    ["a not-before of text", () => signedByHand(HEADER, { ...claims, nbf: "0" })],
    ["an issue time of text", () => signedByHand(HEADER, { ...claims, iat: "0" })],
    ["a subject that is a number", () => signedByHand(HEADER, { ...claims, sub: 1 })],
    ["a subject that is a list", () => signedByHand(HEADER, { ...claims, sub: [ada.id] })],
    ["an empty subject", () => sign({ ...claims, sub: "" })],
    ["another's subject with one's own session", () => sign({ ...claims, sub: "eve" })],
    ["a subject with SQL", () => sign({ ...claims, sub: `${ada.id}' or '1'='1` })],
    ["a subject with a null character", () => sign({ ...claims, sub: `${ada.id}\u0000` })],
    ["a session with a null character", () => sign({ ...claims, sid: `${claims.sid}\u0000` })],
    ["a session of ten thousand characters", () => sign({ ...claims, sid: "x".repeat(5000) })],
    ["claims that are a list", () => signedByHand(HEADER, "[]")],
    ["claims that are null", () => signedByHand(HEADER, "null")],
    ["claims that are no JSON", () => signedByHand(HEADER, "{")],
    ["a header that is no JSON", () => ada.token.replace(/^[^.]+/, "e30x")],
    ["its parts in another order", () => ada.token.split(".").reverse().join(".")],
    ["a part more", () => `${ada.token}.`],
    ["a signature twice", () => `${ada.token}.${ada.token.split(".")[2]}`],
    ["a signature with padding", () => `${ada.token}=`],
    ["a comma and another token", () => `${ada.token},${ada.token}`],
    ["the whole cookie", () => ada.cookie],
    ["the user's id", () => ada.id],
    ["the password", () => encodeURIComponent(ada.password)],
  ];
  const asymmetric = async (alg: string) =>
    sign(claims, { key: (await generateKeyPair(alg)).privateKey, header: { alg } });
  const derived = (purpose: string) => new Uint8Array(hkdfSync("sha256", SECRET, "", purpose, 32));
  /** With our own key, but past what the library would agree to sign. */
  const signedByHand = (header: object, payload: object | string) => {
    const text = typeof payload === "string" ? Buffer.from(payload).toString("base64url") : encode(payload);
    const signed = `${encode(header)}.${text}`;
    return `${signed}.${createHmac("sha256", KEY).update(signed).digest("base64url")}`;
  };
  const mailToken = (extra: object) =>
    new SignJWT({ email: ada.email, ...claims }).setProtectedHeader({ alg: "HS256", ...extra }).sign(RAW);
  const hmac = (key: string, body: object) =>
    createHmac("sha256", key)
      .update(`${encode({ alg: "HS256", typ: "at+jwt" })}.${encode(body)}`)
      .digest("base64url");

  test.each(forged)("%s", async (_, forge) => {
    expect(await status(await forge())).toBe(401);
  });

  test("these are at least 60 [SEC-042]", () => {
    expect(forged.length).toBeGreaterThanOrEqual(60);
  });

  test.each([
    ["another scheme", (token: string) => `Basic ${token}`],
    ["no scheme", (token: string) => token],
    ["a tab between", (token: string) => `Bearer\t${token}`],
    ["a word between", (token: string) => `Bearer token ${token}`],
    ["two tokens", (token: string) => `Bearer ${token} ${token}`],
    ["two schemes", (token: string) => `Bearer Bearer ${token}`],
    ["quotes around", (token: string) => `Bearer "${token}"`],
    ["nothing after the scheme", () => "Bearer "],
    ["a list with a good one in it", (token: string) => `Basic x, Bearer ${token}`],
  ])("a good token sent with %s [SEC-042]", async (_, header) => {
    const answer = await fetch(`${url}/api/${ada.id}/tasks`, { headers: { Authorization: header(ada.token) } });
    expect(answer.status).toBe(401);
  });

  test("a good token anywhere but in its header [SEC-042, SEC-007]", async () => {
    const list = `${url}/api/${ada.id}/tasks`;
    for (const [path, headers] of [
      [`${list}?access_token=${ada.token}`, {}],
      [`${list}?token=${ada.token}`, {}],
      [list, { Cookie: `session=${ada.token}` }],
      [list, { Cookie: `token=${ada.token}` }],
      [list, { "X-Authorization": `Bearer ${ada.token}` }],
      [list, { "Set-Auth-Jwt": ada.token }],
    ] as [string, Record<string, string>][])
      expect((await fetch(path, { headers })).status).toBe(401);
  });
});

describe("an access token is worth nothing elsewhere", () => {
  test("trap 1: it confirms no e-mail address and opens no session [SEC-009]", async () => {
    const answer = await fetch(`${url}/api/auth/verify-email?token=${ada.token}`, { redirect: "manual" });
    expect(answer.status).toBe(404); // there is nothing there that would confirm one
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

describe("at the next request it is over for every cookie and token of", () => {
  /** Whether the page, the session, the exchange and the API still know them. */
  const knows = async (who: Person) => [
    (await fetch(`${url}/tasks`, { headers: { Cookie: who.cookie }, redirect: "manual" })).status,
    (await (await fetch(`${url}/api/auth/get-session`, { headers: { Cookie: who.cookie } })).json()) !== null,
    (await fetch(`${url}/api/auth/token`, { headers: { Cookie: who.cookie } })).status,
    (await who.api("/tasks")).status,
    (await who.api("/tasks", { body: { title: "x" } })).status,
  ];
  const ALIVE = [200, true, 200, 200, 201];
  const OVER = [303, false, 401, 401, 401];
  const as = (who: Person, path: string, body: object) =>
    post(`${url}/api/auth/${path}`, body, { Cookie: who.cookie, Origin: new URL(url).origin });
  const ends: [string, (here: Person, there: Person) => Promise<Response>, here: boolean, there: boolean][] = [
    ["the session that signs out, and no other", (here) => as(here, "sign-out", {}), false, true],
    [
      "a session that is revoked, and no other",
      (here, there) =>
        as(here, "revoke-session", { token: decodeURIComponent(there.cookie.split("=")[1]!).split(".")[0] }),
      true,
      false,
    ],
    ["all other sessions when they are revoked", (here) => as(here, "revoke-other-sessions", {}), true, false],
    ["an account that is deleted", (here) => as(here, "delete-user", { password: here.password }), false, false],
  ];

  test.each(ends)("trap 13: %s [SEC-043, SEC-010]", async (_, end, hereLives, thereLives) => {
    const here = await person(url);
    const there = await signInAgain(url, here);
    expect([await knows(here), await knows(there)]).toEqual([ALIVE, ALIVE]);
    expect((await end(here, there)).status).toBe(200);
    expect(await knows(here)).toEqual(hereLives ? ALIVE : OVER);
    expect(await knows(there)).toEqual(thereLives ? ALIVE : OVER);
  });

  test("trap 14: whoever changed the password, but for the one they did it with [SEC-043, AUTH-017]", async () => {
    const here = await person(url);
    const there = await signInAgain(url, here);
    const old = { ...here };
    const changed = await as(here, "change-password", {
      currentPassword: here.password,
      newPassword: "another password",
    });
    expect(changed.status).toBe(200);
    expect([await knows(old), await knows(there)]).toEqual([OVER, OVER]);
    expect(await knows({ ...here, ...(await signInAgain(url, { ...here, password: "another password" })) })).toEqual(
      ALIVE,
    );
  });
});
