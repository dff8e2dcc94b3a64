import {
  type LoaderFunctionArgs,
  type MiddlewareFunction,
  matchRoutes,
  type RouteObject,
  type RouterContextProvider,
  type ServerBuild,
} from "react-router";

type Route = NonNullable<ServerBuild["routes"][string]>;
type Args = Pick<LoaderFunctionArgs, "request" | "context">;
type Handler = (args: LoaderFunctionArgs) => unknown;

/** A route that may be called without React Router in between, and how its addresses are told. */
interface Direct {
  family: Route[];
  address: RegExp;
  names: string[];
  pattern: string;
  /** Null where React Router has to answer; undefined until somebody asked, for a route's code runs no earlier. */
  calls?: Calls | null;
}

interface Calls {
  middleware: MiddlewareFunction<Response>[];
  loader: Handler | undefined;
  action: Handler | undefined;
}

/** Answers a request; undefined where the route has nothing for its method. */
export type Call = (args: Args) => Promise<Response> | undefined;

/** What stands for a parameter in an address that is plain: nothing to decode, and no other way to write it. */
const PLAIN = "([\\w-]+)";
const MUTATIONS = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/**
 * Finds what calls the resource routes whose addresses begin with one of `prefixes` as React Router would: their parents' middleware, then loader or
 * action, and what one of them throws is an answer where it is a response. Finds nothing for whatever else, and for every
 * address that is not written in the plain way: those are React Router's, which stays the one that says which route it is.
 */
export function directly(build: ServerBuild, prefixes: string[]) {
  const routes = Object.values(build.routes).filter((route) => route !== undefined);
  const begins = (path: string) => prefixes.some((prefix) => path.startsWith(prefix));
  const possible = routes.filter((route) => mayBegin(patternOf(lineage(route, routes)), prefixes));
  const tree = branch(possible, undefined);
  const direct = possible.flatMap((route) => directOf(lineage(route, routes), begins) ?? []);
  // A parameter that reads like a word of some address might be that word: which it is, React Router says.
  const words = new Set(routes.flatMap(({ path }) => path?.split("/") ?? []));
  return (path: string): Call | undefined => {
    if (!begins(path)) return undefined;
    for (const route of direct) {
      const found = route.address.exec(path);
      if (!found) continue;
      if (found.some((part) => words.has(part))) return undefined;
      if (route.calls === undefined) route.calls = callsOf(route, tree);
      const { calls } = route;
      return calls ? (args) => call(route, calls, found, args) : undefined;
    }
    return undefined;
  };
}

function call(
  route: Direct,
  calls: Calls,
  found: RegExpExecArray,
  { request, context }: Args,
): Promise<Response> | undefined {
  const handler = MUTATIONS.has(request.method) ? calls.action : calls.loader;
  if (!handler) return undefined;
  const params: Record<string, string> = {};
  for (let at = 0; at < route.names.length; at++) params[route.names[at]!] = found[at + 1]!;
  return pass(calls, handler, new DirectArgs(request, context as RouterContextProvider, params, route.pattern), 0);
}

/** Few routes look at the address once more, so it is taken apart only for those that do. */
class DirectArgs {
  readonly request: Request;
  readonly context: RouterContextProvider;
  readonly params: Record<string, string>;
  readonly pattern: string;
  #url: URL | undefined;

  constructor(request: Request, context: RouterContextProvider, params: Record<string, string>, pattern: string) {
    this.request = request;
    this.context = context;
    this.params = params;
    this.pattern = pattern;
  }

  get url(): URL {
    this.#url ??= new URL(this.request.url);
    return this.#url;
  }
}

/** The middleware from `at` on, and the handler after the last. A thrown response is an answer for whoever called. */
function pass(calls: Calls, handler: Handler, args: DirectArgs, at: number): Promise<Response> {
  const middleware = calls.middleware[at];
  if (!middleware) return settle(() => handler(args as unknown as LoaderFunctionArgs) as Response, passOn);
  let next: Promise<Response> | undefined;
  const rest = () => {
    next ??= pass(calls, handler, args, at + 1);
    return next;
  };
  return settle(
    () => middleware(args as unknown as LoaderFunctionArgs, rest),
    (answer) => answer ?? rest(),
  );
}

const passOn = (answer: Response) => answer;

/** Few promises: each call of the API goes through this four times. */
function settle<T>(work: () => T | Promise<T>, then: (value: T) => Response | Promise<Response>): Promise<Response> {
  try {
    const result = work();
    return result instanceof Promise ? result.then(then, answered) : Promise.resolve(then(result));
  } catch (error) {
    return Promise.resolve(error).then(answered);
  }
}

function answered(error: unknown): Response {
  if (isResponse(error)) return error;
  throw error;
}

/** By what it has, as React Router tells it: ours are light ones. */
function isResponse(value: unknown): value is Response {
  if (typeof value !== "object" || value === null) return false;
  const { status, statusText, headers, body } = value as Partial<Response>;
  return (
    typeof status === "number" && typeof statusText === "string" && typeof headers === "object" && body !== undefined
  );
}

/** The last of a family as one that may be called directly; undefined for a splat, and what has other addresses. */
function directOf(family: Route[], begins: (path: string) => boolean): Direct | undefined {
  const pattern = patternOf(family);
  const segments = pattern.slice(1).split("/");
  if (!family.at(-1)!.path || !begins(pattern) || !segments.every((one) => /^:?\w+$/.test(one))) return undefined;
  return {
    family,
    address: new RegExp(`^/${segments.map((one) => (one.startsWith(":") ? PLAIN : one)).join("/")}$`),
    names: segments.filter((one) => one.startsWith(":")).map((one) => one.slice(1)),
    pattern,
  };
}

/** What is called for a resource; null for a page, and where React Router would take another route of `tree`. */
function callsOf({ family, pattern }: Direct, tree: RouteObject[]): Calls | null {
  const { id, module } = family.at(-1)!;
  if (module.default || module.ErrorBoundary) return null;
  if (matchRoutes(tree, pattern.replaceAll(":", "any-"))?.at(-1)?.route.id !== id) return null;
  return {
    middleware: family.flatMap(({ module }) => (module.middleware ?? []) as MiddlewareFunction<Response>[]),
    loader: module.loader as Handler | undefined,
    action: module.action as Handler | undefined,
  };
}

const patternOf = (family: Route[]) => `/${family.flatMap(({ path }) => path || []).join("/")}`;

/** Whether an address with one of the prefixes might be this route's, or that of one below it. */
function mayBegin(pattern: string, prefixes: string[]): boolean {
  const [, first = ""] = pattern.split("/");
  return !/^\w/.test(first) || prefixes.some((prefix) => prefix.split("/")[1] === first);
}

/** A route's ancestors, the first one first, and itself. */
function lineage(route: Route, routes: Route[]): Route[] {
  const parent = routes.find(({ id }) => id === route.parentId);
  return parent ? [...lineage(parent, routes), route] : [route];
}

function branch(routes: Route[], parentId: string | undefined): RouteObject[] {
  return routes
    .filter((route) => route.parentId === parentId)
    .map((route): RouteObject => {
      const { id, path, index, caseSensitive } = route;
      const own = { id, ...(path !== undefined && { path }), ...(caseSensitive !== undefined && { caseSensitive }) };
      return index ? { ...own, index: true } : { ...own, children: branch(routes, id) };
    });
}
