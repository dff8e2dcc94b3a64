// Access tokens and session cookies of the people in the seed, made with the secrets that the servers were started with.
import { createHmac, hkdfSync, randomUUID } from "node:crypto";

/** Known to the benchmark's own servers, and used nowhere else. */
export const SECRET = "a secret for benchmarks, and for nothing else but these";

const HEAD = { product: part({ alg: "HS256", typ: "at+jwt" }), peer: part({ alg: "HS256", typ: "JWT" }) };
const productKey = Buffer.from(hkdfSync("sha256", SECRET, "", "clearlist/access-token/v1", 32));

/** As the product signs them; both kinds carry the same claims. */
export const productToken = (user, origin) => sign(HEAD.product, claims(user, origin), productKey);
export const peerToken = (user, origin) => sign(HEAD.peer, claims(user, origin), SECRET);

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
