import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContext, Page } from "@playwright/test";

import { add, expect, rows, test, titlesOf } from "../support/browser";
import { startServer } from "../support/server";

// What cannot be reached is what this is about.
test.use({ serviceWorkers: "allow", expected: /^Failed to load resource/ });

test("where there is no network a page of ours says so, and shows what was asked for once there is [UI-072]", async ({
  context,
  me,
}) => {
  await add(me, "Buy milk");
  const page = await accompanied(context, "/tasks");
  await context.setOffline(true);
  for (const path of ["/tasks", "/tasks?status=done"]) {
    const answer = await page.goto(path);
    expect([answer?.status(), page.url().endsWith(path)]).toEqual([503, true]);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no network");
    await expect(page).toHaveTitle("There is no network · Clearlist");
  }
  // With its own style sheet, and no harder to read than the others.
  expect((await page.getByRole("link", { name: "Try again" }).boundingBox())?.height).toBeGreaterThanOrEqual(44);
  expect((await new AxeBuilder({ page }).options({ preload: false }).setLegacyMode().analyze()).violations).toEqual([]);

  await context.setOffline(false);
  await expect(page).toHaveTitle("Done tasks · Clearlist");
});

test("a form sent without network is kept with its words, and sent later makes one task [UI-073]", async ({
  context,
  me,
}) => {
  const title = 'Buy "milk" & <b>$& bread</b> 🌱';
  const page = await accompanied(context, "/tasks");
  // Before its scripts have come a page is as it is without them.
  await withoutScripts(page);
  await page.goto("/tasks/new");
  await page.getByLabel("Title").fill(title);
  await page.getByLabel("Description").fill("\n two lines\n of it");
  await context.setOffline(true);
  await page.getByRole("button", { name: "Add task" }).click();

  const kept = page.getByRole("main");
  await expect(kept).toContainText("This has not been sent yet.");
  await expect(kept).toContainText(title);
  await page.getByRole("button", { name: "Send it" }).click();
  await expect(kept).toContainText(title);
  // Also for whoever goes elsewhere, or closes the tab.
  const another = await context.newPage();
  await another.goto("/tasks");
  await expect(another.getByRole("main")).toContainText(title);
  await expect(another.getByRole("button", { name: "Send it" })).toHaveCount(1);
  await context.setOffline(false);
  await expect(another.getByRole("status")).toHaveText("The network is back.");
  await another.close();

  await page.getByRole("button", { name: "Send it" }).click();
  await expect(rows(page)).toHaveCount(1);
  expect(await titlesOf(me)).toEqual([title]);
  const { items } = (await (await me.api("/tasks")).json()) as { items: { description: string }[] };
  expect(items[0]!.description).toContain("two lines\n of it");
  await context.setOffline(true);
  await page.goto("/tasks");
  await expect(kept).toContainText("There is no network");
  await expect(page.getByRole("button", { name: "Send it" })).toHaveCount(0);
});

test("a password is kept nowhere, a page of somebody's neither, and signing out takes the rest along [UI-073, UI-074]", async ({
  context,
  me,
}) => {
  await add(me, "Buy milk");
  const page = await accompanied(context, "/tasks");
  await rows(page).getByRole("link", { name: "Buy milk" }).first().click();
  await expect(page.getByLabel("Title")).toHaveValue("Buy milk");
  await page.goto("/settings");
  expect(await cached(page)).toEqual([expect.stringMatching(/\.css$/), expect.stringMatching(/\.woff2$/)]);

  await withoutScripts(page);
  await page.goto("/settings/email");
  await page.getByLabel("New e-mail").fill("ada@example.com");
  await page.getByLabel("Current password").fill("correct horse");
  await context.setOffline(true);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByRole("main")).toContainText("ada@example.com");
  expect(await page.content()).not.toContain("correct horse");
  await page.goto("/tasks");
  await expect(page.getByRole("main")).not.toContainText("ada@example.com");
  await context.setOffline(false);
  await page.goto("/tasks");
  await page.getByLabel("New task").fill("Something private");
  await context.setOffline(true);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("main")).toContainText("Something private");
  await context.setOffline(false);
  await page.goto("/tasks");
  expect(await kept(page)).toEqual(["unsent"]);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/");
  await expect.poll(() => kept(page)).toEqual([]);
  expect(await cached(page)).toEqual([]);
});

test("the worker goes when nothing serves it any more, and when it is switched off [UI-075]", async ({ browser }) => {
  const between = await startBetween();
  const context = await browser.newContext({ baseURL: between.url, serviceWorkers: "allow" });
  const page = await accompanied(context, "/login");
  between.replace(true);
  await page.goto("/signup");
  await expect.poll(() => workers(page)).toBe(0);
  expect(await cached(page)).toEqual([]);
  between.replace(false);
  await page.goto("/login");
  await expect.poll(() => workers(page)).toBe(1);

  await between.close();
  expect((await page.goto("/login"))?.status()).toBe(503);
  const without = await startServer({ PORT: between.port, OFFLINE_PAGE: "0" });
  await page.goto("/login");
  await expect.poll(() => workers(page)).toBe(0);
  expect(await cached(page)).toEqual([]);
  await page.goto("/signup");
  expect(await workers(page)).toBe(0);
  await context.close();
  await without.stop();
});

/** A page that the worker has come to. */
async function accompanied(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(path);
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe("activated");
  return page;
}

/** From the next page on. */
async function withoutScripts(page: Page): Promise<void> {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send("Emulation.setScriptExecutionDisabled", { value: true });
}

const workers = (page: Page) =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).filter(({ active }) => active).length);

/** What the browser has in its caches for us. */
function cached(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map(({ url }) => url);
  });
}

const kept = (page: Page) => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));

/** The server at another address, where something else can take its place. */
async function startBetween() {
  let replaced = false;
  const server = createServer(async (req, res) => {
    if (replaced) return void res.writeHead(req.url === "/sw.js" ? 404 : 200, { "Content-Type": "text/plain" }).end();
    const answer = await fetch(process.env.SERVER_URL + req.url!);
    res.statusCode = answer.status;
    for (const name of ["Content-Type", "Content-Security-Policy", "Cache-Control"])
      res.setHeader(name, answer.headers.get(name) ?? "");
    res.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const port = String((server.address() as AddressInfo).port);
  return {
    url: `http://localhost:${port}`,
    port,
    replace(by: boolean) {
      replaced = by;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
