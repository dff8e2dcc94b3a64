import * as betterAuth from "./better-auth.server";

let made: ReturnType<typeof betterAuth.create> | undefined;

/** Better Auth, over the open database. Its code runs when it is first asked for: see lazyRoutes in vite.config.ts. */
export const auth = () => (made ??= betterAuth.create());
