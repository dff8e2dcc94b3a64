// A Chromium for the browser tests: an installed one, else Playwright's own, else (as root on Debian) the distribution's.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

/** The path of a Chromium, installing one when there is none. Throws when that cannot be done. */
export function findChromium() {
  const found = installed();
  if (found) return found;
  console.log("Installing Chromium …");
  spawnSync("npx", ["playwright", "install", "chromium"], { stdio: "inherit" });
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    spawnSync("apt-get", ["update"], { stdio: "ignore" });
    spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { stdio: "inherit" });
    if (installed()) return installed();
  }
  throw new Error("No Chromium was found and none could be installed. Install one, or set CHROMIUM_PATH to it.");
}

function installed() {
  const candidates = [process.env.CHROMIUM_PATH, ...INSTALLED, chromium.executablePath()];
  return candidates.find((path) => path && existsSync(path));
}
