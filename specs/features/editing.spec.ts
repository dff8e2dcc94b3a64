import { add, answerTo, expect, expectRefused, rows, taskOf, test, withoutLive } from "../support/browser";

test("a task is opened by its title, rewritten and saved [UI-013, UI-021, TASK-008]", async ({ me, page }) => {
  const [id] = await add(me, { title: "Buy milk", description: "One bottle" });
  await page.goto("/tasks");
  await page.getByRole("link", { name: "Buy milk", exact: true }).click();
  await expect(page.getByLabel("Title")).toHaveValue("Buy milk");
  await expect(page.getByLabel("Description")).toHaveValue("One bottle");
  await expect(page.getByLabel("Done")).not.toBeChecked();

  await page.getByLabel("Title").fill("Buy oat milk");
  await page.getByLabel("Description").fill("");
  await page.getByLabel("Done").check();
  await page.getByRole("button", { name: "Save" }).click();

  await expect(page.getByRole("status")).toHaveText("Saved.");
  await expect(page).toHaveURL(`/tasks/${id}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Buy oat milk");
  await expect(page.getByText("Completed")).toBeVisible();
  expect(await taskOf(me, id!)).toMatchObject({
    title: "Buy oat milk",
    description: null,
    completed: true,
    version: 2,
  });

  await page.getByRole("link", { name: "Tasks", exact: true }).click();
  await expect(page.getByRole("button", { name: "Reopen Buy oat milk" })).toBeVisible();
});

test("a done task is reopened on its own page, and keeps the rest [UI-013, TASK-007, TASK-008]", async ({
  me,
  page,
}) => {
  const [id] = await add(me, { title: "Buy milk", description: "One bottle", completed: true });
  await page.goto(`/tasks/${id}`);
  await page.getByLabel("Done").uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status")).toHaveText("Saved.");
  expect(await taskOf(me, id!)).toMatchObject({
    title: "Buy milk",
    description: "One bottle",
    completed: false,
    completed_at: null,
  });
});

test("saving what has not been changed changes nothing [TASK-009]", async ({ me, page }) => {
  const [id] = await add(me, { title: "Buy milk", description: "Two bottles\n\n  of the good one\n" });
  const before = await taskOf(me, id!);
  await page.goto(`/tasks/${id}`);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status")).toHaveText("Saved.");
  expect(await taskOf(me, id!)).toEqual(before);
});

test("an edit that is refused keeps what was typed, and the task as it was [UI-004, UI-013, TASK-001]", async ({
  me,
  page,
}) => {
  const [id] = await add(me, { title: "Buy milk", description: "One bottle" });
  const before = await taskOf(me, id!);
  await page.goto(`/tasks/${id}`);
  await page.getByLabel("Title").fill(" ");
  await page.getByLabel("Description").fill("Two bottles");
  await page.getByLabel("Done").check();
  const answer = await answerTo(page, () => page.getByRole("button", { name: "Save" }).click());

  expect(answer.status()).toBe(422);
  await expectRefused(page, { Title: "Title must not be empty." });
  await expect(page.getByLabel("Title")).toHaveValue(" ");
  await expect(page.getByLabel("Description")).toHaveValue("Two bottles");
  await expect(page.getByLabel("Done")).toBeChecked();
  expect(await taskOf(me, id!)).toEqual(before);

  await page.getByLabel("Title").fill("Buy oat milk");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status")).toHaveText("Saved.");
  expect(await taskOf(me, id!)).toMatchObject({ title: "Buy oat milk", description: "Two bottles", completed: true });
});

test("a task is completed and reopened from its row [UI-011, UI-020, TASK-007]", async ({ me, page }) => {
  const [id] = await add(me, "Buy milk");
  await page.goto("/tasks");
  await page.getByRole("button", { name: "Complete Buy milk" }).click();
  await expect(page.getByRole("button", { name: "Reopen Buy milk" })).toBeVisible();
  await expect(page.getByRole("status")).toHaveText("Completed.");
  expect(await taskOf(me, id!)).toMatchObject({ completed: true, completed_at: expect.any(String) });

  await page.getByRole("button", { name: "Reopen Buy milk" }).click();
  await expect(page.getByRole("button", { name: "Complete Buy milk" })).toBeVisible();
  await expect(page.getByRole("status")).toHaveText("Reopened.");
  expect(await taskOf(me, id!)).toMatchObject({ completed: false, completed_at: null });
});

test("ticking leads back to the same part, order and page of the list [UI-011]", async ({ me, page }) => {
  await add(me, ...Array.from({ length: 53 }, (_, i) => `Task ${String(i).padStart(2, "0")}`));
  const here = "/tasks?status=pending&sort=title&offset=50";
  await page.goto(here);
  await expect(rows(page)).toContainText(["Task 50", "Task 51", "Task 52"]);
  await page.getByRole("button", { name: "Complete Task 51" }).click();

  await expect(rows(page)).toContainText(["Task 50", "Task 52"]);
  await expect(page).toHaveURL((url) => url.pathname + url.search === here);
});

test("a task that is ticked in two windows is done, not undone [UI-011, TASK-007]", async ({ me, page, context }) => {
  const [id] = await add(me, "Buy milk");
  const other = await context.newPage();
  for (const window of [page, other]) {
    await withoutLive(window);
    await window.goto("/tasks");
  }
  for (const window of [page, other]) {
    await window.getByRole("button", { name: "Complete Buy milk" }).click();
    await expect(window.getByRole("status")).toHaveText("Completed.");
  }
  expect(await taskOf(me, id!)).toMatchObject({ completed: true, version: 2 });
});
