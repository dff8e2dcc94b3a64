import type { Page } from "@playwright/test";

import { add, expect, openWithKeys, rows, taskOf, test, titlesOf } from "../support/browser";

test("a list is walked, ticked, searched and added to by single keys, from wherever one is [UI-080, UI-025]", async ({
  me,
  page,
}) => {
  const [third, second] = await add(me, "Third", "Second", "First");
  await openWithKeys(page, "/settings");
  await page.keyboard.press("n");
  await expect(page).toHaveURL("/tasks");
  await expect(page.getByLabel("New task", { exact: true })).toBeFocused();
  await page.keyboard.type("njx/ is only text");
  await page.keyboard.press("Enter");
  await expect(rows(page).first()).toContainText("njx/ is only text");

  await leaveField(page);
  for (const [key, title] of [
    ["j", "njx/ is only text"],
    ["j", "First"],
    ["j", "Second"],
    ["k", "First"],
    ["k", "njx/ is only text"],
    ["k", "njx/ is only text"],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole("link", { name: title, exact: true })).toBeFocused();
  }
  const ring = await page.evaluate(() => getComputedStyle(document.activeElement!, "::after").outlineStyle);
  expect(ring).toBe("solid");

  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(page.getByRole("status").filter({ hasText: "Completed." })).toBeVisible();
  expect(await taskOf(me, second!)).toMatchObject({ completed: true });
  await expect(page.getByRole("link", { name: "Second", exact: true })).toBeFocused();
  await page.keyboard.press("x");
  await expect(page.getByRole("button", { name: "Complete Second" })).toBeVisible();

  await page.keyboard.press("/");
  await expect(page.getByLabel("Search tasks")).toBeFocused();
  await page.keyboard.type("third");
  await expect(rows(page)).toHaveCount(1);
  expect(await taskOf(me, third!)).toMatchObject({ completed: false });
});

test("g and a letter goes there, and another letter does nothing [UI-080]", async ({ me, page }) => {
  await add(me, "Buy milk");
  await openWithKeys(page, "/tasks");
  for (const [keys, path] of [
    ["gp", "/tasks?status=pending"],
    ["gd", "/tasks?status=done"],
    ["gs", "/settings"],
    ["gx", "/trash"],
    ["gt", "/tasks"],
  ] as const) {
    await page.keyboard.type(keys);
    await expect(page).toHaveURL(path);
  }
  // A page that has just come takes the focus.
  await expect(page.getByRole("heading", { level: 1, name: "Tasks" })).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.type("ge");
  await page.keyboard.type("gn");
  await expect(page.getByRole("link", { name: "Buy milk", exact: true })).toBeFocused();
  await expect(page.getByRole("button", { name: "Complete Buy milk" })).toBeVisible();
});

test("with a modifier, held down, composing or behind a dialog a key is not a command [UI-081]", async ({
  me,
  page,
}) => {
  await add(me, "Second", "First");
  await openWithKeys(page, "/tasks");
  await page.keyboard.press("j");
  const first = page.getByRole("link", { name: "First", exact: true });
  await expect(first).toBeFocused();
  for (const chord of ["Alt+x", "Alt+j", "Shift+J"]) await page.keyboard.press(chord);
  await page.evaluate(() => {
    const send = (init: KeyboardEventInit) =>
      document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init }));
    send({ key: "x", repeat: true });
    send({ key: "x", isComposing: true });
    send({ key: "x", keyCode: 229 });
    send({ key: "x", ctrlKey: true });
    send({ key: "x", metaKey: true });
  });
  await page.keyboard.press("?");
  const list = page.getByRole("dialog", { name: "Keys" });
  await expect(list).toBeVisible();
  await page.keyboard.press("x");
  await page.keyboard.press("n");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
  await expect(first).toBeFocused();
  await expect(page.getByRole("button", { name: "Complete First" })).toBeVisible();

  await page.getByLabel("Sort by").focus();
  await page.keyboard.press("j");
  await expect(page.getByLabel("Sort by")).toBeFocused();
});

test("the list of keys leads to where single keys are switched off; the palette's stay [UI-082]", async ({
  me,
  page,
}) => {
  await add(me, "Buy milk");
  await openWithKeys(page, "/tasks");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).getByRole("link", { name: "Switch them off" }).click();
  await expect(page).toHaveURL(/\/preferences/);
  await page.getByRole("group", { name: "Single keys" }).getByLabel("Off").check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Your preferences are saved." })).toBeVisible();
  await page.keyboard.type("gtjn");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page).toHaveURL(/\/preferences/);
});

test("the palette finds actions and one's own tasks, and gives the focus back [UI-083, UI-084, UI-085]", async ({
  me,
  page,
}) => {
  const [, fig] = await add(me, "Buy milk", "Water the fig tree", { title: "Prune the fig tree", completed: true });
  const answer = await (await page.request.get("/tasks")).text();
  expect(answer).not.toContain("/assets/hands-");
  await openWithKeys(page, "/tasks");

  const search = page.getByLabel("Search tasks");
  await search.focus();
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Search or jump" });
  const field = palette.getByRole("combobox");
  await expect(field).toBeFocused();
  await expect(palette.getByRole("option", { name: /^New task/ }).first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.type("fig tree");
  await expect(palette.getByRole("option")).toHaveText([
    /Prune the fig tree.*Done/,
    /Water the fig tree.*Pending/,
    /Show all tasks with “fig tree”/,
  ]);
  await expect(palette.getByRole("status")).toHaveText("3 choices");
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
  await expect(search).toBeFocused();

  const button = page.getByRole("button", { name: "Search or jump" });
  await button.click();
  await page.keyboard.type("water");
  await expect(palette.getByRole("option").first()).toContainText("Water the fig tree");
  const active = await field.getAttribute("aria-activedescendant");
  expect(await palette.getByRole("option", { selected: true }).getAttribute("id")).toBe(active);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/tasks/${fig}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();

  await page.keyboard.press("Control+k");
  await page.keyboard.type("done ta");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/tasks?status=done");
  expect(await titlesOf(me)).toHaveLength(3);
});

test.describe("when the palette's search fails", () => {
  test.use({ expected: /net::ERR_/ });

  test("it says so, and its actions still work [UI-083]", async ({ me: _, page }) => {
    await openWithKeys(page, "/tasks");
    await page.route("**/tasks/found*", (route) => route.abort());
    await page.keyboard.press("Control+k");
    await page.keyboard.type("sett");
    const palette = page.getByRole("dialog", { name: "Search or jump" });
    await expect(palette.getByRole("status")).toHaveText("The search did not reach the server.");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL("/settings");
  });
});

/** As a person does: the focus is somewhere, but not in a field. */
async function leaveField(page: Page): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
}
