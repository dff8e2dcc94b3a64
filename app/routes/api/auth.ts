import { auth } from "~/auth/auth.server";
import { noticingOutages } from "~/db/outage.server";
import { readBody } from "~/http/body.server";
import { methodOf } from "~/http/methods.server";
import { isSameOrigin } from "~/http/origin.server";
import { notFound, problem, unavailable } from "~/http/problem.server";
import type { Route } from "./+types/auth";

const BODY_MAX = 64 * 1024;

/** /api/auth/*: Better Auth's own handler. */
export async function loader({ context, request }: Route.LoaderArgs) {
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
  const answer = await noticingOutages(() => auth().handler(passedOn));
  if (answer.status === 404 && !answer.body) return notFound();
  if (answer.status >= 500) return unavailable();
  return answer;
}

export const action = loader;
