import { createHmac, timingSafeEqual } from "node:crypto";
import { sql } from "drizzle-orm";

import { database } from "~/db/database.server";
import { session, user } from "~/db/schema.server";
import { statement } from "~/db/statement.server";
import { env } from "~/env.server";
import type { Visitor } from "./guard.server";
import { authSecret } from "./secret.server";

/** `__Host-` binds the cookie to this host alone; it asks for https, which a laptop does not have. */
export const SESSION_COOKIE = env.origin.startsWith("https:") ? "__Host-session" : "session";
export const SESSION_SECONDS = 7 * 24 * 60 * 60;
/** How old the moment of a session's last use may be: writing it down at each request would be too much. */
export const LAST_USE_SECONDS = 10 * 60;

/**
 * Whose session the request's cookie names, by one statement, when it lives and its last use was written down lately.
 * Undefined is no refusal: whatever else there is to say or to do about a session is Better Auth's, whose answer here
 * would be the same and takes many times as long.
 */
export async function liveVisitor(request: Request): Promise<Visitor | undefined> {
  const token = genuineToken(request.headers.get("Cookie") ?? "");
  if (token === undefined) return undefined;
  const since = new Date(Date.now() + (SESSION_SECONDS - LAST_USE_SECONDS) * 1000).toISOString();
  const [visitor] = await visitorStatement(database().auth, { token, since });
  return visitor;
}

/** As Better Auth writes the cookie: the token, a dot, and the HMAC of the token in base 64. */
const COOKIE = new RegExp(`(?:^|;) *${SESSION_COOKIE}=([\\w-]+)\\.([\\w%]+)(?:;|$)`);

function genuineToken(cookies: string): string | undefined {
  const [, token, written] = COOKIE.exec(cookies) ?? [];
  if (!token || !written) return undefined;
  const signature = createHmac("sha256", authSecret()).update(token).digest("base64");
  const given = Buffer.from(written);
  const expected = Buffer.from(encodeURIComponent(signature));
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined;
}

const visitorStatement = statement<Visitor>(sql`
  select ${session.id} as "sessionId", ${user.id} as "userId", ${user.name}, ${user.email}
  from ${session} join ${user} on ${user.id} = ${session.userId}
  where ${session.token} = ${sql.placeholder("token")}
    and ${session.expiresAt} > ${sql.placeholder("since")}::timestamptz`);
