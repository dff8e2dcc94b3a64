import type { Page } from "@playwright/test";

import { add, expect, rows, taskOf, test, titlesOf } from "../support/browser";

const trashed = (page: Page) => page.getByRole("list", { name: "Deleted tasks" }).getByRole("listitem");
const says = (page: Page) => page.locator(".toasts");

test("a deletion is undone from its message, and the task is back where it was [UI-041, TASK-021]", async ({
  me,
  page,
}) => {
  const [, id] = await add(me, "Third", { title: "Second", description: "Ripe ones", completed: true }, "First");
  const before = await taskOf(me, id!);
  const here = "/tasks?sort=updated_at";
  await page.goto(here);
  await page.getByRole("link", { name: "Delete Second" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(says(page)).toHaveText("Deleted. Undo");
  await expect(rows(page)).toContainText(["First", "Third"]);
  await page.getByRole("button", { name: "Undo" }).click();

  await expect(rows(page)).toContainText(["First", "Second", "Third"]);
  await expect(says(page)).toHaveText("Undone.");
  await expect(page).toHaveURL(here);
  expect(await taskOf(me, id!)).toEqual(before);
});

test("the Trash shows what was deleted, finds it, restores it, and deletes it for ever [UI-042, UI-043, UI-044]", async ({
  me,
  page,
}) => {
  const ids = await add(me, "Old letter", "Buy milk", "Kept", "Call Nadia");
  await page.goto("/trash");
  await expect(page.getByText("The Trash is empty.")).toBeVisible();
  await page.getByRole("link", { name: "Back to the tasks" }).click();
  await expect(page).toHaveURL("/tasks");
  for (const id of [ids[0], ids[1], ids[3]]) await me.api(`/tasks/${id}`, { method: "DELETE" });
  const rail = page.getByRole("navigation", { name: "Filter" });
  // Beside the list the rail is a column, as broad as its words.
  const [all, trash] = await Promise.all(
    ["All", "Trash"].map((name) => rail.getByRole("link", { name }).boundingBox()),
  );
  expect([trash!.x, trash!.height]).toEqual([all!.x, all!.height]);
  await rail.getByRole("link", { name: "Trash" }).click();
  await expect(trashed(page)).toContainText(["Call Nadia", "Buy milk", "Old letter"]);
  await expect(trashed(page).first()).toContainText(/Deleted \d+ \w+\s*·\s*gone on \d+ \w+/);

  await page.getByLabel("Search the Trash").fill("nad");
  await page.getByLabel("Search the Trash").press("Enter");
  await expect(trashed(page)).toContainText(["Call Nadia"]);
  await expect(page.getByText("1 task has “nad”")).toBeVisible();
  await page.getByRole("button", { name: "Restore Call Nadia" }).click();
  await expect(page.getByText("Nothing in the Trash has these words.")).toBeVisible();
  await expect(says(page)).toHaveText("Restored. Undo");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(trashed(page)).toContainText(["Call Nadia"]);
  await page.goto("/trash");
  await expect(trashed(page)).toContainText(["Call Nadia", "Buy milk", "Old letter"]);

  await page.getByRole("link", { name: "Delete Old letter for ever" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Delete this task for ever?");
  await page.getByRole("link", { name: "Keep it" }).click();
  await page.getByRole("link", { name: "Delete Old letter for ever" }).click();
  await page.getByRole("button", { name: "Delete for ever" }).click();
  await expect(says(page)).toHaveText("1 task deleted for ever.");
  await expect(trashed(page)).toContainText(["Call Nadia", "Buy milk"]);
  await page.getByRole("link", { name: "Empty the Trash" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Delete 2 tasks for ever?");
  await page.getByRole("button", { name: "Delete for ever" }).click();
  await expect(page.getByText("The Trash is empty.")).toBeVisible();
  expect(await titlesOf(me)).toEqual(["Kept"]);
});

test("several tasks are ticked and changed at once, and one undo takes it back [UI-045, UI-046, UI-047]", async ({
  javaScriptEnabled,
  me,
  page,
}) => {
  await add(me, "Milk", "Pears", "Apples", { title: "Done long ago", completed: true });
  await page.goto("/tasks?sort=title");
  await page.getByRole("link", { name: "Select", exact: true }).click();
  await expect(page).toHaveURL("/tasks?sort=title&select=true");
  await page.getByRole("button", { name: "Complete", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("Tick at least one task, or all of them.");
  await expect(page).toHaveTitle(/^Error: /);
  await page.getByRole("checkbox", { name: "Milk" }).check();
  await page.getByRole("checkbox", { name: /^Done long ago/ }).check();
  if (javaScriptEnabled !== false) await expect(page.getByText("2 ticked")).toBeVisible();
  await page.getByRole("button", { name: "Complete", exact: true }).click();
  await expect(says(page)).toHaveText("1 task completed. Undo");
  await expect(page).toHaveURL("/tasks?sort=title");
  await expect(page.getByRole("button", { name: "Reopen Milk" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: "Complete Milk" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Reopen Done long ago" })).toBeVisible();

  await page.goto("/tasks?status=pending&select=true");
  await page.getByRole("checkbox", { name: "All 3" }).check();
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(says(page)).toHaveText("3 tasks deleted. Undo");
  expect(await titlesOf(me)).toEqual(["Done long ago"]);

  await page.goto("/trash?select=true");
  await page.getByRole("checkbox", { name: "Milk" }).check();
  await page.getByRole("checkbox", { name: "Pears" }).check();
  await page.getByRole("button", { name: "Restore" }).click();
  await expect(says(page)).toHaveText("2 tasks restored. Undo");
  expect((await titlesOf(me)).sort()).toEqual(["Done long ago", "Milk", "Pears"]);
  await page.getByRole("link", { name: "Select", exact: true }).click();
  await page.getByRole("checkbox", { name: "The only one" }).check();
  await page.getByRole("button", { name: "Delete for ever" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Delete this task for ever?");
  await expect(page.getByRole("main")).toContainText("Apples");
});
