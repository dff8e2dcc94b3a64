import type { Config } from "@react-router/dev/config";

export default {
  // The routes are few: all of them are known from the first page on, and no click has to ask.
  routeDiscovery: { mode: "initial" },
  // What V8 made of a file can be kept for files of this kind: see scripts/server.cjs.
  serverModuleFormat: "cjs",
  future: {
    v8_middleware: true,
    v8_splitRouteModules: true,
    v8_viteEnvironmentApi: true,
    v8_passThroughRequests: true,
    v8_trailingSlashAwareDataRequests: true,
  },
} satisfies Config;
