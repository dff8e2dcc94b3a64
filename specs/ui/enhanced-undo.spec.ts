import { add, expect, newDocuments, rows, test } from "../support/browser";

test("Undo is reached and pressed by the keyboard, without a new document, and leaves a focus [UI-041, UI-016, UI-025]", async ({
  me,
  page,
}) => {
  await add(me, "Second", "First");
  await page.goto("/tasks");
  const loaded = newDocuments(page);
  await page.getByRole("link", { name: "Delete First" }).press("Enter");
  await page.getByRole("button", { name: "Delete", exact: true }).press("Enter");
  const undo = page.locator("[data-undo]");
  await expect(undo).toBeVisible();
  await expect(page.getByRole("link", { name: "Second", exact: true })).toBeFocused();
  for (let presses = 0; presses < 8 && !(await undo.evaluate((one) => one === document.activeElement)); presses++)
    await page.keyboard.press("Tab");
  await expect(undo).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(rows(page)).toContainText(["First", "Second"]);
  await expect(page.getByRole("status")).toHaveText("Undone.");
  await expect(page.getByRole("link", { name: "First", exact: true })).toBeFocused();
  expect(loaded).toEqual([]);
});

test("ticking all ticks each, unticking one unticks all, and it is done without a new document [UI-045, UI-016]", async ({
  me,
  page,
}) => {
  await add(me, "Second", "First");
  await page.goto("/tasks");
  const loaded = newDocuments(page);
  await page.getByRole("link", { name: "Select", exact: true }).click();
  await page.getByRole("checkbox", { name: "All 2" }).check();
  await expect(page.getByRole("checkbox", { name: "First" })).toBeChecked();
  await expect(page.getByText("2 ticked")).toBeVisible();
  await page.getByRole("checkbox", { name: "First" }).uncheck();
  await expect(page.getByRole("checkbox", { name: "All 2" })).not.toBeChecked();
  await expect(page.getByText("1 ticked")).toBeVisible();
  await page.getByRole("button", { name: "Complete" }).click();
  await expect(page.getByRole("status").filter({ hasText: "1 task completed." })).toBeVisible();
  await expect(page.getByRole("button", { name: "Complete First" })).toBeVisible();
  expect(loaded).toEqual([]);
});
