import { limitRequests, requireOwner } from "~/auth/guard.server";
import { apiHeaders } from "~/http/api-headers.server";
import type { Route } from "./+types/owner";

/** Pathless: it renders nothing and only guards the routes below it in routes.ts. */
export const middleware: Route.MiddlewareFunction[] = [apiHeaders, requireOwner, limitRequests];
