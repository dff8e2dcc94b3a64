import { auth } from "~/auth/auth.server";
import { isOpen } from "~/auth/endpoints.server";
import { noticingOutages } from "~/db/outage.server";
import { readBody } from "~/http/body.server";
import { notFound, problem, unavailable } from "~/http/problem.server";
import type { Route } from "./+types/auth";

const BODY_MAX = 64 * 1024;

/** /api/auth/*: Better Auth's own handler. */
export async function loader({ request, params }: Route.LoaderArgs) {
  if (!isOpen(`/${params["*"].replace(/\/$/, "")}`)) return notFound();
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
