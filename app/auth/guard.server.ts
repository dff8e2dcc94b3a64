import { createContext, href, type MiddlewareFunction, redirect } from "react-router";

import { DatabaseUnavailable } from "~/db/errors.server";
import { type Principal, sessionLives } from "~/db/identity.server";
import { noWait } from "~/db/patience.server";
import { env } from "~/env.server";
import { methodOf } from "~/http/methods.server";
import { notFound, problem, unauthorized } from "~/http/problem.server";
import { minuteLimit, quotaHeaders } from "~/http/rate-limit.server";
import { auth } from "./auth.server";
import { liveVisitor } from "./session-cookie.server";
import { verifyToken } from "./token.server";

type Middleware = MiddlewareFunction<Response>;

/** A person at a page: the principal, and what the page calls them. */
export interface Visitor extends Principal {
  name: string;
  email: string;
}

/** Who is at the page; null for a stranger, and outside the pages. */
export const visitorContext = createContext<Visitor | null>(null);

/** Has no default: reading it outside a guarded layout throws, so a forgotten guard fails closed. */
export const principalContext = createContext<Visitor>();

/** The same for the API: who the token speaks for. */
export const ownerContext = createContext<Principal>();

/** Who is asking, by their cookie. Goes before every page. */
export const identify: Middleware = async ({ context, request }, next) => {
  const visitor = await liveVisitor(request);
  if (visitor) {
    context.set(visitorContext, visitor);
    return next();
  }
  const { headers, response: found } = await auth()
    .api.getSession({ headers: request.headers, returnHeaders: true })
    .catch((error: unknown) => {
      throw new DatabaseUnavailable("The session could not be read.", { cause: error });
    });
  if (found) {
    const { user, session } = found;
    context.set(visitorContext, { userId: user.id, sessionId: session.id, name: user.name, email: user.email });
  }
  const response = await next();
  // Reading a session may extend it; without these cookies the browser never learns.
  // What the answer itself says of a cookie is newer: it may have started another session.
  const said = new Set(response.headers.getSetCookie().map(nameOf));
  for (const cookie of headers?.getSetCookie() ?? [])
    if (!said.has(nameOf(cookie))) response.headers.append("Set-Cookie", cookie);
  return response;
};

const nameOf = (cookie: string) => cookie.split("=", 1)[0];

/** For pages: strangers go to sign in, and come back here afterwards. */
export const requireUser: Middleware = ({ context, request, url }) => {
  const visitor = context.get(visitorContext);
  if (!visitor) throw toSignIn(request, url);
  context.set(principalContext, visitor);
};

/** Where a stranger goes, and with them where they were going. */
export function toSignIn(request: Request, url: URL): Response {
  const next = request.method === "GET" ? url.pathname + url.search : href("/tasks");
  return redirect(`${href("/login")}?${new URLSearchParams({ redirectTo: next })}`, 303);
}

/** Refusals that are given without asking the database; a dead session comes before each of them. */
const WITHOUT_DATABASE = new Set([400, 403, 405, 413, 415]);

/**
 * For /api/{user_id}/…: a bearer token or 401; somebody else's `user_id`, existing or not, the same 403.
 * Cookies count for nothing here, so that no form on another site can reach it. Preflights carry no token.
 */
export const requireOwner: Middleware = async ({ context, params, request }, next) => {
  if (params.userId === "auth") return notFound(); // /api/auth is Better Auth's, whatever comes below it
  if (methodOf({ context, request }) === "OPTIONS") return next();
  const header = request.headers.get("Authorization");
  const token = header === null ? undefined : /^Bearer +([^\s]+) *$/i.exec(header)?.[1];
  const verified = token && (await verifyToken(token));
  if (!verified) return unauthorized(Boolean(token));
  const principal: Principal = { ...verified, wait: noWait() };
  context.set(ownerContext, principal);
  const response =
    principal.userId === params.userId ? await next() : problem("forbidden", "This token is for another user's tasks.");
  if (WITHOUT_DATABASE.has(response.status) && !(await sessionLives(principal))) return unauthorized(true);
  return response;
};

const requestsOf = minuteLimit(env.rateLimits.api);

/** For the API, after `requireOwner`: so many requests a minute for each user, and every answer says what is left. */
export const limitRequests: Middleware = async ({ context, request }, next) => {
  if (methodOf({ context, request }) === "OPTIONS") return next();
  const quota = requestsOf(context.get(ownerContext).userId);
  if (!quota) return next();
  const response = quota.exceeded
    ? problem("rate_limited", `At most ${quota.limit} requests a minute. Try again in ${quota.seconds} seconds.`, {
        headers: { "Retry-After": String(quota.seconds) },
      })
    : await next();
  for (const [name, value] of Object.entries(quotaHeaders(quota))) response.headers.set(name, value);
  return response;
};
