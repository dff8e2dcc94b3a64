import { openApiDocument } from "~/contract/document.server";
import { methods } from "~/http/methods.server";
import type { Route } from "./+types/openapi";

let document: string | undefined;

/** /api/openapi.json: the contract. */
export const loader = methods<Route.LoaderArgs>({
  GET() {
    document ??= JSON.stringify(openApiDocument());
    return new Response(document, {
      headers: { "Content-Type": "application/json", "Cache-Control": "public, max-age=300" },
    });
  },
});
export const action = loader;
