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

test("a browser that does not tell when it has painted asks for them at once [OPS-071]", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(PerformanceObserver, "supportedEntryTypes", { value: [] }));
  // It waits until there are scripts.
  await page.goto("/login");
});
