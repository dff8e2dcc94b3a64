import { identify } from "~/auth/guard.server";
import type { Route } from "./+types/pages";

/** Pathless: the pages know who looks at them, by cookie. The API below /api does not ask: it goes by tokens alone. */
export const middleware: Route.MiddlewareFunction[] = [identify];
