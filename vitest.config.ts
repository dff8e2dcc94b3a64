import { defineConfig } from "vitest/config";

/** Holds every answer against the contract. */
const setupFiles = "specs/support/witness.ts";
const contract = {
  setupFiles,
  include: ["specs/{api,database,security}/**/*.spec.ts"],
  globalSetup: "specs/support/global-setup.ts",
  env: { BETTER_AUTH_SECRET: "a secret for tests that run in this process", LOG_LEVEL: "silent" },
  testTimeout: 90_000,
  hookTimeout: 240_000,
};

const operations = { setupFiles, testTimeout: 90_000, hookTimeout: 120_000 };
/** These look at the memory of a server, or at what it does at a given rate: little else runs beside them. */
const alone = ["instances", "sign-in-flood", "sockets"].map((name) => `specs/operations/${name}.spec.ts`);

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    maxWorkers: 3,
    projects: [
      { extends: true, test: { name: "unit", testTimeout: 60_000, include: ["{app,scripts}/**/*.test.{ts,tsx}"] } },
      { extends: true, test: { name: "embedded", ...contract } },
      { extends: true, test: { name: "postgres", ...contract } },
      // These start and stop servers of their own.
      {
        extends: true,
        test: { name: "operations", ...operations, include: ["specs/operations/**/*.spec.ts"], exclude: alone },
      },
      {
        extends: true,
        test: { name: "alone", ...operations, include: alone, maxWorkers: 2, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
