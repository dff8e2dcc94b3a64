import { auth } from "~/auth/auth.server";
import { throughDoor } from "~/auth/door.server";
import { AUTH_ENDPOINTS } from "~/auth/endpoints.server";
import { DatabaseUnavailable } from "~/db/errors.server";
import { readBody } from "~/http/body.server";
import { methodOf } from "~/http/methods.server";
import { isSameOrigin } from "~/http/origin.server";
import { notFound, problem, unavailable } from "~/http/problem.server";
import { FORGET } from "~/http/security-headers.server";
import { log } from "~/log.server";
import type { Route } from "./+types/auth";

const BODY_MAX = 64 * 1024;
const OPEN = new Set(AUTH_ENDPOINTS.map((path) => `/api/auth${path}`));
/** Nobody is signed in afterwards. */
const ENDING = new Set(["/api/auth/sign-out", "/api/auth/delete-user"]);

/** /api/auth/*: Better Auth's own handler, for what of it is open. */
export async function loader({ context, request, url }: Route.LoaderArgs) {
  if (!OPEN.has(url.pathname)) return notFound();
  // A method that React Router does not know arrives here as a POST, and would act as one.
  if (methodOf({ context, request }) !== request.method)
    return problem("method_not_allowed", "Use GET or POST.", { headers: { Allow: "GET, POST" } });
  // Better Auth looks at the origin only where a cookie comes along, and takes the cookie away all the same: another
  // site's form could sign somebody out.
  if (request.method === "POST" && !isSameOrigin(Object.fromEntries(request.headers), new URL(request.url).origin))
    return Response.json({ code: "INVALID_ORIGIN", message: "Invalid origin" }, { status: 403 });
  const body = await readBody(request, BODY_MAX);
  if (typeof body === "string") return problem("payload_too_large", "The body must have at most 64 KiB.");
  const { method, signal } = request;
  const headers = new Headers(request.headers);
  // Node's fetch sends this one header of a browser's, and Better Auth would ask it for the rest of them.
  if (!headers.has("Origin") && !headers.has("Sec-Fetch-Site")) headers.delete("Sec-Fetch-Mode");
  // As everywhere in this API: an empty body counts as none, whatever its Content-Type.
  if (body.length === 0) headers.delete("Content-Type");
  const passedOn = new Request(request.url, {
    method,
    headers,
    signal,
    ...(body.length > 0 && { body: body as BodyInit }),
  });
  const answer = await throughDoor(() => auth().handler(passedOn)).catch(unexpected);
  if (answer.status === 404 && !answer.body) return notFound();
  if (answer.status === 503) return busy(answer);
  if (answer.status >= 500) return unavailable();
  if (!answer.ok || !ENDING.has(url.pathname)) return answer;
  return new Response(answer.body, { headers: new Headers([...answer.headers, ...Object.entries(FORGET)]) });
}

function unexpected(error: unknown): Response {
  if (error instanceof DatabaseUnavailable) throw error;
  log.error({ err: error }, "a request of /api/auth failed");
  return new Response(null, { status: 500 });
}

/** Better Auth itself never answers so: too many passwords are being checked. */
function busy({ headers }: Response): Response {
  return problem(
    "unavailable",
    "Too many people are signing in at this moment. Nothing was changed; try again shortly.",
    {
      headers: { "Retry-After": headers.get("Retry-After") ?? "5" },
    },
  );
}

export const action = loader;
