// `npm run screenshots [folder]`: the README's tour, or with a folder every page at 320 and 1280 px, light and dark.

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { findChromium } from "./chromium.mjs";
import { freePort } from "./postgres.mjs";
import { root } from "./prepare.cjs";
import { makeSmall } from "./small-png.mjs";

const TASKS = [
  ["Water the tomatoes", null, false],
  ["Book the train to Lyon", "Window seat, the 9:12 if there is one", false],
  ["Write to Grandma about her lemon cake, and ask for the recipe", null, false],
  ["Return the library books", "Two novels and the atlas", true],
  ["Call the landlord about the heating", null, false],
  ["Buy milk, bread and something nice for Sunday", null, true],
  ["اشترِ الحليب", null, false],
];

const PHONE = { viewport: { width: 390, height: 700 }, deviceScaleFactor: 1.5, isMobile: true, hasTouch: true };

/** The pictures of the tour, by their names in docs/: a page, who looks at it, and what is done there first. */
const TOUR = {
  tasks: { path: "/tasks" },
  landing: { path: "/", nobody: true, act: drawn },
  signup: { path: "/signup", nobody: true, ...PHONE },
  first: { path: "/tasks", newcomer: true, ...PHONE },
  dark: { path: "/tasks?status=pending", colorScheme: "dark" },
  phone: { path: "/tasks", ...PHONE },
  task: { path: "/tasks/ID", colorScheme: "dark", ...PHONE },
  conflict: { path: "/tasks/ID", act: overtaken, viewport: { width: 1120, height: 720 } },
  trash: { path: "/trash", act: thrownAway, viewport: { width: 1120, height: 480 } },
  palette: { path: "/tasks", act: looking },
  settings: { path: "/settings" },
  preferences: { path: "/preferences", viewport: { width: 1120, height: 720 } },
  offline: { path: "/tasks/new", act: withoutNetwork, serviceWorkers: "allow", ...PHONE },
};

const folder = process.argv[2];
const dataDir = mkdtempSync(join(tmpdir(), "clearlist-screenshots-"));
const port = await freePort();
const server = spawn(process.execPath, [join(root, "scripts/start.cjs")], {
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
  const ada = await somebody("ada@example.com", TASKS);
  if (folder) await everyPage(ada.cookies, ada.first);
  else for (const [name, stop] of Object.entries(TOUR)) await picture(name, stop, ada);
} finally {
  await browser.close();
  server.kill();
  await new Promise((resolve) => server.once("close", resolve));
  rmSync(dataDir, { recursive: true, force: true });
}

async function somebody(email, tasks) {
  const context = await browser.newContext({ baseURL: url });
  const headers = { Origin: url };
  const data = { name: "Ada Lovelace", email, password: "correct horse" };
  const { user } = await (await context.request.post("/api/auth/sign-up/email", { data, headers })).json();
  const { token } = await (await context.request.get("/api/auth/token")).json();
  let first;
  for (const [title, description, completed] of [...tasks].reverse())
    first = await context.request.post(`/api/${user.id}/tasks`, {
      data: { title, description, completed },
      headers: { Authorization: `Bearer ${token}` },
    });
  const answer = { cookies: await context.storageState(), first: first && (await first.json()).id };
  const patch = (id, data) =>
    fetch(`${url}/api/${user.id}/tasks/${id}`, {
      method: "PATCH",
      body: JSON.stringify(data),
      headers: jsonHeaders(token),
    });
  const add = async (title) =>
    (
      await (
        await fetch(`${url}/api/${user.id}/tasks`, {
          method: "POST",
          body: JSON.stringify({ title }),
          headers: jsonHeaders(token),
        })
      ).json()
    ).id;
  const remove = (id) => fetch(`${url}/api/${user.id}/tasks/${id}`, { method: "DELETE", headers: jsonHeaders(token) });
  await context.close();
  return { ...answer, patch, add, remove };
}

function jsonHeaders(token) {
  return { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
}

async function picture(name, { path, nobody, newcomer, act, ...options }, ada) {
  const who = newcomer ? await somebody("newcomer@example.com", []) : ada;
  const context = await browser.newContext({
    baseURL: url,
    storageState: nobody ? undefined : who.cookies,
    viewport: { width: 1120, height: 640 },
    deviceScaleFactor: 1.5,
    serviceWorkers: "block",
    ...options,
  });
  const page = await context.newPage();
  await page.goto(path.replace("ID", ada.first));
  await act?.(page, ada);
  const file = join(root, `docs/${name}.png`);
  await page.screenshot({ path: file });
  makeSmall(file);
  await context.close();
}

/** Two of the tasks in the picture have been ticked off. */
async function drawn(page) {
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
}

/** Somebody else was quicker. */
async function overtaken(page, ada) {
  await page.getByLabel("Title").focus();
  await ada.patch(ada.first, { title: "Water the tomatoes, and the basil" });
  await page.getByLabel("Title").fill("Water the tomatoes before eight");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("alert").waitFor();
  await ada.patch(ada.first, { title: "Water the tomatoes" });
}

/** Two more tasks, and away with them. */
async function thrownAway(page, ada) {
  for (const title of ["Buy stamps", "Sort the old photographs"]) await ada.remove(await ada.add(title));
  await page.reload();
}

async function looking(page) {
  await page.waitForFunction(() => document.readyState === "complete");
  await page.getByRole("button", { name: "Search or jump" }).click();
  await page.keyboard.type("the");
  await page.getByRole("option", { name: "Water the tomatoes" }).waitFor();
}

/** What was typed, and did not get through; as for somebody whose scripts have not come yet. */
async function withoutNetwork(page) {
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  const protocol = await page.context().newCDPSession(page);
  await protocol.send("Emulation.setScriptExecutionDisabled", { value: true });
  await page.reload();
  await page.getByLabel("Title").fill("Buy milk, bread and something nice for Sunday");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Add task" }).click();
  await page.getByRole("button", { name: "Send it" }).waitFor();
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
