import type { MiddlewareFunction } from "react-router";

import { env } from "../env.server";

const EXPOSED = "ETag, Link, Location, Idempotency-Replayed, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id";
const ASKABLE = "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key";

/** What every answer about somebody's tasks carries, refusals included; CORS only for the origins of CORS_ORIGINS. */
export const apiHeaders: MiddlewareFunction<Response> = async ({ request }, next) => {
  const response = await next();
  const { headers } = response;
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-store");
  headers.append("Vary", "Authorization");
  if (env.corsOrigins.length === 0) return response;

  headers.append("Vary", "Origin");
  const origin = request.headers.get("Origin");
  if (origin === null || !env.corsOrigins.includes(origin)) return response;
  headers.set("Access-Control-Allow-Origin", origin);
  headers.set("Access-Control-Expose-Headers", EXPOSED);
  if (request.method === "OPTIONS") {
    headers.set("Access-Control-Allow-Methods", headers.get("Allow") ?? "");
    headers.set("Access-Control-Allow-Headers", ASKABLE);
    headers.set("Access-Control-Max-Age", "600");
  }
  return response;
};
