// Access tokens and session cookies of the people in the seed, made with the secrets that the servers were started with.
import { createHmac, hkdfSync, randomUUID } from "node:crypto";

/** Known to the benchmark's own servers, and used nowhere else. */
export const SECRET = "a secret for benchmarks, and for nothing else but these";

const HEAD = { product: part({ alg: "HS256", typ: "at+jwt" }), peer: part({ alg: "HS256", typ: "JWT" }) };
const productKey = Buffer.from(hkdfSync("sha256", SECRET, "", "clearlist/access-token/v1", 32));

/** A token of somebody's for a server, as the product signs them or as its peers do; both carry the same claims. */
export function newToken({ kind, origin }, user) {
  const [head, key] = kind === "product" ? [HEAD.product, productKey] : [HEAD.peer, SECRET];
  return sign(head, claims(user, origin), key);
}

/** Half of what a token lives. */
const RENEWED_AFTER_MS = 300_000;
const held = new Map();

/** The one token that somebody holds for a server; they ask for another when it gets old, as programs do. */
export function heldToken(server, user) {
  const name = `${server.kind} ${server.origin} ${user}`;
  const found = held.get(name);
  if (found && Date.now() - found.since < RENEWED_AFTER_MS) return found.token;
  const token = newToken(server, user);
  held.set(name, { token, since: Date.now() });
  return token;
}

function claims(user, origin) {
  const iat = Math.floor(Date.now() / 1000);
  return {
    sub: `user-${user}`,
    sid: `session-${user}`,
    jti: randomUUID(),
    iat,
    exp: iat + 600,
    iss: origin,
    aud: "clearlist-api",
  };
}

/** The cookie that a browser sends with each page. */
export function sessionCookie(user) {
  const token = `token-${user}`;
  const signature = createHmac("sha256", SECRET).update(token).digest("base64");
  return `session=${encodeURIComponent(`${token}.${signature}`)}`;
}

function sign(head, payload, key) {
  const text = `${head}.${part(payload)}`;
  return `${text}.${createHmac("sha256", key).update(text).digest("base64url")}`;
}

function part(value) {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
