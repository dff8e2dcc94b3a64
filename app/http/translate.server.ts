import type { LoaderFunctionArgs, ServerBuild } from "react-router";

import { requestInfo } from "./request-context.server";

type Translate = (error: unknown, args: LoaderFunctionArgs) => Promise<unknown>;
// biome-ignore lint/suspicious/noExplicitAny: loaders, actions and middleware differ in what they are given and give.
type Handler = (...args: any[]) => any;

/**
 * The same routes, with whatever a loader, action or middleware throws passed through `translate` first: what the
 * domain throws becomes an answer in one place, and no route has to remember to. Notes which route it was.
 */
export function translated(build: ServerBuild, translate: Translate): ServerBuild {
  const wrap =
    (handler: Handler): Handler =>
    (...args) => {
      const { context, pattern } = args[0] as LoaderFunctionArgs;
      context.get(requestInfo).route = pattern.startsWith("/") ? pattern : `/${pattern}`;
      const failed = async (error: unknown) => {
        throw await translate(error, args[0]);
      };
      try {
        const result = handler(...args);
        return result instanceof Promise ? result.catch(failed) : result;
      } catch (error) {
        return failed(error);
      }
    };
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (!route) return [id, route];
    const { parentId, path, index, caseSensitive } = route;
    let known: typeof route.module | undefined;
    const wrapped = () => {
      const { loader, action, middleware } = route.module;
      return {
        ...route.module,
        ...(loader && { loader: wrap(loader) }),
        ...(action && { action: wrap(action) }),
        ...(middleware && { middleware: middleware.map(wrap) }),
      };
    };
    // A route's code runs when somebody asks for it: see lazyRoutes in vite.config.ts.
    const lazy = {
      get module() {
        known ??= wrapped();
        return known;
      },
    };
    return [id, Object.assign(lazy, { id, parentId, path, index, caseSensitive })];
  });
  return { ...build, routes: Object.fromEntries(routes) };
}
