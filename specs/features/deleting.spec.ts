import { add, expect, rows, test, titlesOf } from "../support/browser";

test("deleting from the list asks first, and leads back to the same part and order [UI-011, UI-015, TASK-010]", async ({
  me,
  page,
}) => {
  await add(me, "Apples", "Milk", "Zebras", { title: "Done long ago", completed: true });
  const here = "/tasks?status=pending&sort=title&order=desc";
  await page.goto(here);
  await page.getByRole("link", { name: "Delete Milk" }).click();
  await expect(page.getByRole("heading", { name: "Delete this task?" })).toBeVisible();
  expect(await titlesOf(me)).toContain("Milk");
  await page.getByRole("button", { name: "Delete", exact: true }).click();

  await expect(rows(page)).toContainText(["Zebras", "Apples"]);
  await expect(page.getByRole("status")).toHaveText("Deleted. Undo");
  await expect(page).toHaveURL(here);
  expect(await titlesOf(me)).toEqual(["Done long ago", "Zebras", "Apples"]);
});

test("opening the page that asks deletes nothing, and one may keep the task [UI-015]", async ({ me, page }) => {
  const [id] = await add(me, "Buy milk");
  await page.goto(`/tasks/${id}`);
  await page.getByRole("link", { name: "Delete" }).click();
  await expect(page).toHaveURL(`/tasks/${id}/delete`);
  await expect(page.getByRole("main")).toContainText("Buy milk");
  await page.getByRole("link", { name: "Keep it" }).click();

  await expect(page).toHaveURL(/^[^?]*\/tasks(\/[\w-]+)?$/);
  expect(await titlesOf(me)).toEqual(["Buy milk"]);
});

test("a task that is deleted from its page is not found any more [UI-015, TASK-010]", async ({ me, page }) => {
  const [id] = await add(me, "Buy milk", "Something else");
  await page.goto(`/tasks/${id}/delete`);
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(page).toHaveURL("/tasks");
  await expect(page.getByRole("status")).toHaveText("Deleted. Undo");
  await expect(rows(page)).toContainText(["Something else"]);

  const answer = await page.goto(`/tasks/${id}`);
  expect(answer!.status()).toBe(404);
});

test("deleting in two windows: the second one is told that there is no such task [TASK-010, UI-005]", async ({
  context,
  me,
  page,
}) => {
  const [id] = await add(me, "Buy milk");
  const other = await context.newPage();
  for (const window of [page, other]) await window.goto(`/tasks/${id}/delete`);
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(page).toHaveURL("/tasks");
  await other.getByRole("button", { name: "Delete" }).click();
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("There is no such page");
});
