// A Chromium for the browser tests, best the one without windows: with it they take half the time.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const WITHOUT_WINDOWS = "/usr/bin/chromium-headless-shell";
const INSTALLED = [
  WITHOUT_WINDOWS,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

/** The path of a Chromium, installing one when that can be done. Throws when there is none in the end. */
export function findChromium() {
  if (!isThere(process.env.CHROMIUM_PATH) && !isThere(WITHOUT_WINDOWS)) installFromDebian();
  const found = installedChromium();
  if (found) return found;
  console.log("Installing Chromium …");
  spawnSync("npx", ["playwright", "install", "chromium"], { stdio: "inherit" });
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  throw new Error("No Chromium was found and none could be installed. Install one, or set CHROMIUM_PATH to it.");
}

/** CHROMIUM_PATH, else an installed one, else Playwright's own; undefined when there is none. */
export function installedChromium() {
  return [process.env.CHROMIUM_PATH, ...INSTALLED, chromium.executablePath()].find(isThere);
}

function isThere(path) {
  return Boolean(path) && existsSync(path);
}

/** Needs root. Where it fails, another Chromium will do. */
function installFromDebian() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  console.log("Installing chromium-headless-shell …");
  const apt = (...args) =>
    spawnSync("apt-get", ["-o", "Acquire::http::Timeout=15", ...args], {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      timeout: 180_000,
    });
  apt("update");
  apt("install", "-y", "--no-install-recommends", "chromium-headless-shell");
}
