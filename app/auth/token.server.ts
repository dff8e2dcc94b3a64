import { type JWTPayload, jwtVerify, SignJWT } from "jose";

import type { Principal } from "~/db/identity.server";
import { env } from "~/env.server";
import { derivedKey } from "./secret.server";
import { verifiedTokens } from "./verified.server";

export const TOKEN_AUDIENCE = "clearlist-api";
export const TOKEN_MINUTES = 10;
/** However long one says that it lives. */
const OLDEST_MINUTES = TOKEN_MINUTES + 5;
const TYPE = "at+jwt";
/** RFC 7515 to the letter: the library also reads padding, which would give one token many spellings. */
const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

let key: Promise<CryptoKey> | undefined;

/** Never the raw secret: Better Auth signs the links in its mails with that one, and they must not open the API. */
const signingKey = () =>
  (key ??= crypto.subtle.importKey(
    "raw",
    derivedKey("clearlist/access-token/v1") as Uint8Array<ArrayBuffer>,
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign", "verify"],
  ));

/** Signs the claims as an access token (RFC 9068's type, HS256). */
export async function signToken(claims: JWTPayload): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: "HS256", typ: TYPE }).sign(await signingKey());
}

/**
 * Who the token speaks for, or undefined when it is not one of ours, for here, for now (RFC 8725).
 * Whether its session still lives is for the database to say.
 */
export async function verifyToken(token: string): Promise<Principal | undefined> {
  return COMPACT.test(token) ? known.says(token, () => verified(token)) : undefined;
}

const known = verifiedTokens<Principal>();

/** What a token says that was never seen, and until when. */
async function verified(token: string): Promise<{ says: Principal; until: number } | undefined> {
  try {
    const { payload } = await jwtVerify<{ sid: unknown }>(token, await signingKey(), {
      algorithms: ["HS256"],
      typ: TYPE,
      issuer: env.origin,
      audience: TOKEN_AUDIENCE,
      requiredClaims: ["sub", "sid", "jti", "iat", "exp"],
      clockTolerance: 5,
      maxTokenAge: `${OLDEST_MINUTES}m`,
    });
    const { sub, sid } = payload;
    const until = Math.min(payload.exp!, payload.iat! + OLDEST_MINUTES * 60) * 1000;
    return isId(sub) && isId(sid) ? { says: { userId: sub, sessionId: sid }, until } : undefined;
  } catch {
    return undefined;
  }
}

/** The library does not look at the types of these; PostgreSQL would trip over a null character. */
const isId = (value: unknown): value is string => typeof value === "string" && /^[\w-]{1,100}$/.test(value);
