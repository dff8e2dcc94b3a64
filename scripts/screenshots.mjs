// `npm run screenshots [folder]`: the README's picture, or with a folder every page at 320 and 1280 px, light and dark.

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { findChromium } from "./chromium.mjs";
import { freePort } from "./postgres.mjs";
import { root } from "./prepare.mjs";

const TASKS = [
  ["Water the tomatoes", null, false],
  ["Book the train to Lyon", "Window seat, the 9:12 if there is one", false],
  ["Write to Grandma about her lemon cake, and ask for the recipe", null, false],
  ["Return the library books", "Two novels and the atlas", true],
  ["Call the landlord about the heating", null, false],
  ["Buy milk, bread and something nice for Sunday", null, true],
  ["اشترِ الحليب", null, false],
];

const folder = process.argv[2];
const dataDir = mkdtempSync(join(tmpdir(), "clearlist-screenshots-"));
const port = await freePort();
const server = spawn(process.execPath, [join(root, "scripts/start.mjs")], {
  env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, RATE_LIMIT_SIGNUP: "0" },
  stdio: "inherit",
});
const url = `http://localhost:${port}`;
while (
  !(await fetch(`${url}/readyz`).then(
    (answer) => answer.ok,
    () => false,
  ))
)
  await new Promise((resolve) => setTimeout(resolve, 100));
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});

try {
  const { cookies, first } = await somebody();
  if (folder) await everyPage(cookies, first);
  else await picture(cookies);
} finally {
  await browser.close();
  server.kill();
  await new Promise((resolve) => server.once("close", resolve));
  rmSync(dataDir, { recursive: true, force: true });
}

async function somebody() {
  const context = await browser.newContext({ baseURL: url });
  const headers = { Origin: url };
  const data = { name: "Ada Lovelace", email: "ada@example.com", password: "correct horse" };
  const { user } = await (await context.request.post("/api/auth/sign-up/email", { data, headers })).json();
  const { token } = await (await context.request.get("/api/auth/token")).json();
  let first;
  for (const [title, description, completed] of [...TASKS].reverse())
    first = await context.request.post(`/api/${user.id}/tasks`, {
      data: { title, description, completed },
      headers: { Authorization: `Bearer ${token}` },
    });
  const answer = { cookies: await context.storageState(), first: (await first.json()).id };
  await context.close();
  return answer;
}

async function picture(storageState) {
  const page = await browser.newPage({ storageState, viewport: { width: 1120, height: 640 }, deviceScaleFactor: 1 });
  await page.goto(`${url}/tasks`);
  await page.screenshot({ path: join(root, "docs/tasks.png") });
}

async function everyPage(storageState, taskId) {
  mkdirSync(folder, { recursive: true });
  const pages = {
    home: ["/", false],
    signup: ["/signup", false],
    login: ["/login", false],
    forgot: ["/forgot-password", false],
    tasks: ["/tasks", true],
    done: ["/tasks?status=done", true],
    new: ["/tasks/new", true],
    task: [`/tasks/${taskId}`, true],
    delete: [`/tasks/${taskId}/delete`, true],
    settings: ["/settings", true],
    email: ["/settings/email", true],
    sessions: ["/settings/sessions", true],
    factor: ["/settings/second-factor", true],
    deletion: ["/settings/deletion", true],
    code: ["/login/code", false],
    missing: ["/nowhere", true],
  };
  for (const width of [320, 1280])
    for (const colorScheme of ["light", "dark"])
      for (const [name, [path, signedIn]] of Object.entries(pages)) {
        const page = await browser.newPage({
          storageState: signedIn ? storageState : undefined,
          viewport: { width, height: 800 },
          colorScheme,
        });
        await page.goto(url + path);
        await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
        await page.close();
      }
}
