import { defineConfig } from "@playwright/test";
import { installedChromium } from "./scripts/chromium.mjs";

const executablePath = installedChromium();
/** Nothing goes out to the net, and nothing asks for a graphics card. */
const QUIET = ["gpu", "quic", "background-networking", "component-update", "sync"].map((name) => `--disable-${name}`);
const AS_ROOT = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

export default defineConfig({
  testDir: "specs",
  testMatch: "{features,ui}/*.spec.ts",
  globalSetup: "./specs/support/browser.ts",
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 3,
  // For what hangs; how long a step takes on a busy machine is no finding.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: "list",
  // What answers in the place of the network is for the specs that are about it.
  use: {
    serviceWorkers: "block",
    launchOptions: { executablePath, args: ["--no-first-run", "--in-process-gpu", ...QUIET, ...AS_ROOT] },
  },
  // Every spec runs twice: a form that needs JavaScript fails the second time.
  projects: [{ name: "js" }, { name: "no-js", use: { javaScriptEnabled: false }, testIgnore: "ui/enhanced-*.spec.ts" }],
});
