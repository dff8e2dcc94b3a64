import { add, expect, test } from "../support/browser";

test("the insights say and draw what was done, with the figures behind [UI-105, UI-106]", async ({ me, page }) => {
  await page.goto("/tasks");
  await page.getByRole("link", { name: "Insights" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Insights");
  await expect(page.getByText("Here you will see what you have done")).toBeVisible();

  await add(me, { title: "Buy milk", completed: true }, { title: "Pay rent", completed: true }, "Call Nadia");
  await page.goto("/insights");
  await expect(page.getByText("You completed 2 tasks this week, 2 more than in all of last week.")).toBeVisible();
  await expect(page.getByText("2 are done and 1 is pending")).toBeVisible();
  await expect(page.getByText("Days and weeks are those of UTC")).toBeVisible();
  for (const name of ["Completed each day", "Completed each week", "Pending and done"]) {
    const picture = page.getByRole("img", { name });
    await expect(picture).toBeVisible();
    await expect(picture).toHaveAccessibleDescription(/\d/);
    await page.getByText(`${name}, as a table`).click();
    await expect(page.getByRole("table", { name }).getByRole("row").nth(1)).toContainText(/2$/);
  }
});
