import type { Locator, Page } from "@playwright/test";

import { add, expect, rows, test, titlesOf } from "../support/browser";

test("the first stop leads past the navigation to the content [UI-001, UI-025]", async ({ me, page }) => {
  await add(me, "Buy milk");
  await page.goto("/tasks");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest("main") !== null)).toBe(true);
});

test("a person who never touches a mouse adds, ticks, edits and deletes [UI-025, UI-002]", async ({ me, page }) => {
  await page.goto("/tasks");
  await walkTo(page, page.getByLabel("New task"));
  await page.keyboard.type("Buy milk");
  await page.keyboard.press("Enter");
  await expect(rows(page)).toContainText(["Buy milk"]);

  await walkTo(page, page.getByRole("button", { name: "Complete Buy milk" }));
  await page.keyboard.press("Space");
  await expect(page.getByRole("status")).toHaveText("Completed.");

  await walkTo(page, page.getByRole("link", { name: "Buy milk", exact: true }));
  await page.keyboard.press("Enter");
  await walkTo(page, page.getByLabel("Title"));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Buy oat milk");
  await walkTo(page, page.getByLabel("Done"));
  await page.keyboard.press("Space");
  await walkTo(page, page.getByRole("button", { name: "Save" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText("Saved.");

  await walkTo(page, page.getByRole("link", { name: "Delete" }));
  await page.keyboard.press("Enter");
  await walkTo(page, page.getByRole("button", { name: "Delete" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText("Deleted. Undo");
  expect(await titlesOf(me)).toEqual([]);
});

test("Enter in the title of a task saves it, and makes no second line [UI-025, UI-013]", async ({
  javaScriptEnabled,
  me,
  page,
}) => {
  await page.goto("/tasks/new");
  await page.getByLabel("Title").fill("Buy milk");
  await page.keyboard.press("Enter");
  if (javaScriptEnabled === false) await page.getByRole("button", { name: "Add task" }).click();
  await expect(page).toHaveURL("/tasks");
  expect(await titlesOf(me)).toEqual(["Buy milk"]);
});

for (const [name, path] of [
  ["the start", "/"],
  ["sign-up", "/signup"],
  ["sign-in", "/login"],
  ["a forgotten password", "/forgot-password"],
  ["a new password", "/reset-password?token=0"],
  ["the list", "/tasks"],
  ["a new task", "/tasks/new"],
  ["one task", "/tasks/ID"],
  ["asking before deleting", "/tasks/ID/delete"],
  ["no such page", "/nowhere"],
] as const)
  test(`${name}: everything that can be used is reached in the order in which it is read, and shows it [UI-025]`, async ({
    me,
    page,
  }) => {
    const [id] = await add(me, ...Array.from({ length: 3 }, (_, i) => `Task ${i}`));
    if (!path.startsWith("/tasks")) await page.context().clearCookies();
    await page.goto(path.replace("ID", id!));
    const { usable, reached } = await tour(page);
    expect(reached.map((stop) => stop.name)).toEqual(usable);
    expect(reached.filter((stop) => !stop.ring).map((stop) => stop.name)).toEqual([]);
  });

/** Presses Tab until `target` has the focus. */
async function walkTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let stops = 0; stops < 40; stops++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("The keyboard does not get there.");
}

/** What can be used, in the order of the page; and what Tab reaches, one after the other, and whether a ring shows it. */
async function tour(page: Page) {
  const usable = await page.evaluate(() => {
    const all = document.querySelectorAll<HTMLElement>(
      "a[href], button, input, select, textarea, summary, [tabindex='0']",
    );
    const seen = [...all].filter(
      (element) => element.checkVisibility({ visibilityProperty: true }) && element.getAttribute("type") !== "hidden",
    );
    return seen.map((element, i) => (element.dataset.stop = `${i} ${element.outerHTML.slice(0, 80)}`));
  });
  const reached: { name: string; ring: boolean }[] = [];
  for (;;) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      const name = element?.dataset.stop;
      if (!element || name === undefined) return null;
      // The ring may stand round the line or the row that the element is part of.
      const drawn = [element, element.parentElement!].flatMap((one) => [
        getComputedStyle(one),
        getComputedStyle(one, "::before"),
        getComputedStyle(one, "::after"),
      ]);
      const ring = drawn.some(
        (style) => style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 2 && style.content !== "none",
      );
      return { name, ring };
    });
    if (!stop || reached.some(({ name }) => name === stop.name)) return { usable, reached };
    reached.push(stop);
  }
}
