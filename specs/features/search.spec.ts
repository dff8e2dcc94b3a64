import { add, expect, rows, test } from "../support/browser";

test("the list is searched by the beginnings of words, and says what it found [UI-027, API-033]", async ({
  javaScriptEnabled,
  me,
  page,
}) => {
  await add(
    me,
    "Buy milk",
    { title: "Call Nadia", description: "about the mílk tooth" },
    { title: "Milkshake", completed: true },
    "Pay rent",
  );
  await page.goto("/tasks?sort=title");
  await search("MIL");
  await expect(rows(page)).toContainText(["Buy milk", "Call Nadia", "Milkshake"]);
  await expect(page.getByText("3 tasks have “MIL”")).toBeVisible();
  await expect(page).toHaveURL(/[?&]sort=title/);
  await expect(page).toHaveURL(/[?&]q=MIL/);
  await expect(page).toHaveTitle(/^“MIL” in Tasks/);

  await page.getByRole("navigation", { name: "Filter" }).getByRole("link", { name: /Done/ }).click();
  await expect(rows(page)).toContainText(["Milkshake"]);
  await expect(page.getByLabel("Search tasks")).toHaveValue("MIL");
  await search("rent");
  await expect(page.getByText("No task here has these words.")).toBeVisible();
  await page.getByRole("link", { name: "Search in all tasks" }).click();
  await expect(rows(page)).toContainText(["Pay rent"]);
  await page.reload();
  await expect(rows(page)).toHaveCount(1);

  async function search(words: string): Promise<void> {
    await page.getByLabel("Search tasks").fill(words);
    if (javaScriptEnabled === false) await page.getByRole("button", { name: "Search" }).click();
  }
});

test("ticking what was found keeps the search [UI-027, UI-011]", async ({ me, page }) => {
  await add(me, "Buy milk", "Pay rent");
  await page.goto("/tasks?q=milk");
  await page.getByRole("button", { name: "Complete Buy milk" }).click();
  await expect(page.getByRole("button", { name: "Reopen Buy milk" })).toBeVisible();
  await expect(page).toHaveURL(/\/tasks\?q=milk(#|$)/);
  await expect(rows(page)).toHaveCount(1);
});
