import { createContext, type RouterContextProvider } from "react-router";

import { problem } from "./problem.server";
import { reply } from "./reply.server";

/** The method as it was sent. React Router knows few; the server passes any other on as a POST and says so here. */
export const methodContext = createContext<string | null>(null);

interface Args {
  request: Request;
  context: Readonly<RouterContextProvider>;
}

/** The method that the client sent. */
export function methodOf({ context, request }: Args): string {
  return context.get(methodContext) ?? request.method;
}

/**
 * The loader, and the action too, of a resource that answers these methods and no other: HEAD wherever GET does,
 * OPTIONS with `Allow`, and 405 with `Allow` for the rest (RFC 9110).
 */
export function methods<A extends Args>(table: Partial<Record<string, (args: A) => Promise<Response> | Response>>) {
  const allow = [...Object.keys(table).flatMap((name) => (name === "GET" ? ["GET", "HEAD"] : [name])), "OPTIONS"].join(
    ", ",
  );
  return (args: A): Promise<Response> | Response => {
    const method = methodOf(args);
    if (method === "OPTIONS") return reply(null, { status: 204, headers: { Allow: allow } });
    const handler = table[method === "HEAD" ? "GET" : method];
    return handler ? handler(args) : problem("method_not_allowed", `Use ${allow}.`, { headers: { Allow: allow } });
  };
}
