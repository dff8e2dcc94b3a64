import { add, expect, rows, taskOf, test } from "../support/browser";

test("a click anywhere on the row opens the task and ticks nothing; only the tick ticks [UI-021]", async ({
  me,
  page,
}) => {
  const [id] = await add(me, { title: "Buy milk", description: "Two bottles" });
  await page.goto("/tasks");
  const box = (await rows(page).first().boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height - 6);
  await expect(page).toHaveURL(`/tasks/${id}`);
  expect(await taskOf(me, id!)).toMatchObject({ completed: false, version: 1 });

  await page.getByRole("link", { name: "Tasks", exact: true }).click();
  const tick = (await page.getByRole("button", { name: "Complete Buy milk" }).boundingBox())!;
  await page.mouse.click(tick.x + 3, tick.y + tick.height / 2);
  await expect(page.getByRole("button", { name: "Reopen Buy milk" })).toBeVisible();
  await expect(page).toHaveURL(/\/tasks(#[\w-]+)?$/);
});

test("a done task differs from a pending one by more than colour [UI-020]", async ({ me, page }) => {
  await add(me, "Buy milk", { title: "Call Nadia", completed: true });
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto("/tasks");
  await expect(rows(page).getByRole("button", { name: /^Complete|^Reopen/ })).toHaveCount(2);
  await expect(page.getByRole("button", { name: "Reopen Call Nadia" })).toBeVisible();
  await expect(page.getByText("Call Nadia", { exact: true })).toHaveCSS("text-decoration-line", "line-through");
  await expect(page.getByText("Buy milk", { exact: true })).toHaveCSS("text-decoration-line", "none");
});

test.describe("under a finger", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } });

  test("a row's actions stand behind a disclosure, with and without scripts [UI-021, UI-002]", async ({
    javaScriptEnabled,
    me,
    page,
  }) => {
    const [id] = await add(me, "Buy milk");
    await page.goto("/tasks");
    await expect(rows(page).getByRole("link", { name: "Edit" })).toBeHidden();
    await rows(page).locator("summary").tap();
    await rows(page).getByRole("link", { name: "Edit" }).tap();
    if (javaScriptEnabled === false) {
      await expect(page).toHaveURL(`/tasks/${id}`);
      await page.getByRole("link", { name: "Tasks", exact: true }).tap();
    } else {
      await expect(page.getByLabel("Title of Buy milk")).toBeFocused();
      await page.keyboard.press("Escape");
    }
    await rows(page).locator("summary").tap();
    await rows(page).getByRole("link", { name: "Delete", exact: true }).tap();
    await page.getByRole("button", { name: "Delete", exact: true }).tap();
    await expect(page.getByRole("status")).toHaveText("Deleted. Undo");
    await expect(page.getByText("Nothing is written here yet.")).toBeVisible();
  });
});
