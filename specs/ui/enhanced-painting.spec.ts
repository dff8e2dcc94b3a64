import { expect, test } from "../support/browser";

test("scripts are asked for once the page has been painted [OPS-071]", async ({ me, page }) => {
  await me.api("/tasks", { body: { title: "Water the tomatoes" } });
  await page.goto("/tasks");
  const { painted, asked } = await page.evaluate(() => ({
    painted: performance.getEntriesByName("first-contentful-paint").map(({ startTime }) => startTime),
    asked: performance
      .getEntriesByType("resource")
      .filter(({ name }) => name.endsWith(".js"))
      .map(({ startTime }) => startTime),
  }));
  expect(asked.length).toBeGreaterThan(5);
  expect(Math.min(...asked)).toBeGreaterThan(painted[0]!);
});

test("nothing below a page's style is read before that has come [OPS-075]", async ({ page }) => {
  let send = () => {};
  const held = new Promise<void>((resolve) => {
    send = resolve;
  });
  await page.route("**/assets/app-*.css", async (route) => {
    await held;
    await route.continue();
  });
  const asked = page.waitForRequest("**/assets/app-*.css");
  const answered = page.waitForResponse("**/login").then((answer) => answer.finished());
  const loaded = page.goto("/login");
  await Promise.all([asked, answered]);
  expect(await page.evaluate(() => document.body?.childElementCount ?? 0)).toBe(0);
  send();
  await loaded;
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
});

test("a browser that does not tell when it has painted asks for them at once [OPS-071]", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(PerformanceObserver, "supportedEntryTypes", { value: [] }));
  // It waits until there are scripts.
  await page.goto("/login");
});
