import type { Page } from "@playwright/test";

import { add, expect, rows, test } from "../support/browser";

const filter = (page: Page, name: string | RegExp) =>
  page.getByRole("navigation", { name: "Filter" }).getByRole("link", { name });

test("the list is narrowed to what is pending or done, and the address says so [UI-010, TASK-013]", async ({
  me,
  page,
}) => {
  await add(me, "Buy milk", { title: "Water the fig tree", completed: true }, "Call Nadia");
  await page.goto("/tasks");
  await expect(rows(page)).toContainText(["Call Nadia", "Water the fig tree", "Buy milk"]);
  await expect(filter(page, "All 3")).toHaveAttribute("aria-current", "page");

  await filter(page, "Pending 2").click();
  await expect(rows(page)).toContainText(["Call Nadia", "Buy milk"]);
  await expect(page).toHaveURL("/tasks?status=pending");
  await expect(filter(page, /Pending/)).toHaveAttribute("aria-current", "page");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pending tasks");

  await filter(page, "Done 1").click();
  await expect(rows(page)).toContainText(["Water the fig tree"]);
  await expect(page).toHaveURL("/tasks?status=done");
  await page.reload();
  await expect(rows(page)).toContainText(["Water the fig tree"]);

  await filter(page, /All/).click();
  await expect(rows(page)).toHaveCount(3);
  await expect(page).toHaveURL("/tasks");
});

test("the list is sorted by title, by last change and by creation, both ways [UI-010, TASK-014]", async ({
  javaScriptEnabled,
  me,
  page,
}) => {
  const [, , pears] = await add(me, "zebras", "Apples", "pears", "Milk");
  await me.api(`/tasks/${pears}`, { method: "PATCH", body: { description: "Ripe ones" } });
  await page.goto("/tasks");
  await expect(rows(page)).toContainText(["Milk", "pears", "Apples", "zebras"]);

  await sortBy("Title");
  await expect(rows(page)).toContainText(["Apples", "Milk", "pears", "zebras"]);
  await expect(page).toHaveURL(/[?&]sort=title/);
  await page.getByRole("button", { name: "Show from Z to A" }).click();
  await expect(rows(page)).toContainText(["zebras", "pears", "Milk", "Apples"]);
  await expect(page).toHaveURL(/[?&]order=desc/);

  await sortBy("Changed");
  await expect(rows(page)).toContainText(["pears", "Milk", "Apples", "zebras"]);
  await page.getByRole("button", { name: "Show oldest first" }).click();
  await expect(rows(page)).toContainText(["zebras", "Apples", "Milk", "pears"]);

  async function sortBy(label: string): Promise<void> {
    await page.getByLabel("Sort by").selectOption({ label });
    if (javaScriptEnabled === false) await page.getByRole("button", { name: "Sort", exact: true }).click();
  }
});

test("a part of the list keeps the order that was chosen [UI-010]", async ({ me, page }) => {
  await add(me, "Milk", "Apples", { title: "Done long ago", completed: true });
  await page.goto("/tasks?sort=title&order=desc");
  await filter(page, /Pending/).click();
  await expect(rows(page)).toContainText(["Milk", "Apples"]);
  await expect(page).toHaveURL("/tasks?status=pending&sort=title&order=desc");
  await page.getByRole("button", { name: "Show from A to Z" }).click();
  await expect(rows(page)).toContainText(["Apples", "Milk"]);
  await expect(page).toHaveURL(/status=pending/);
});

test("sixty tasks are two pages, and each task stands on one of them [UI-009, UI-010, TASK-013, TASK-015]", async ({
  me,
  page,
}) => {
  const titles = Array.from({ length: 60 }, (_, i) => `Task ${String(60 - i).padStart(2, "0")}`);
  await add(me, ...titles.toReversed());
  await page.goto("/tasks");
  await expect(rows(page)).toContainText(titles.slice(0, 50));
  await expect(page.getByRole("navigation", { name: "Pages" })).toContainText("1 to 50 of 60");
  await expect(page.getByRole("link", { name: "Previous page" })).toHaveCount(0);

  await page.getByRole("link", { name: "Next page" }).click();
  await expect(rows(page)).toContainText(titles.slice(50));
  await expect(page.getByRole("navigation", { name: "Pages" })).toContainText("51 to 60 of 60");
  await expect(page).toHaveURL("/tasks?offset=50");
  await expect(page.getByRole("link", { name: "Next page" })).toHaveCount(0);

  await page.getByRole("link", { name: "Previous page" }).click();
  await expect(rows(page)).toHaveCount(50);
  await expect(page).toHaveURL("/tasks");
});

test("paging keeps the part and the order of the list [UI-010]", async ({ me, page }) => {
  await add(me, ...Array.from({ length: 52 }, (_, i) => `Task ${String(i).padStart(2, "0")}`));
  await page.goto("/tasks?status=pending&sort=title");
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(rows(page)).toContainText(["Task 50", "Task 51"]);
  await expect(page).toHaveURL("/tasks?status=pending&sort=title&offset=50");
});

test("an address with a choice that nobody knows shows the list as if it were not there [UI-010]", async ({
  me,
  page,
}) => {
  await add(me, "Buy milk", "Call Nadia");
  for (const query of [
    "status=burnt",
    "sort=colour",
    "order=sideways",
    "offset=-1",
    "offset=1e9",
    "limit=1",
    "page=7",
    "status=&sort=&order=",
  ]) {
    await page.goto(`/tasks?${query}`);
    await expect(rows(page)).toContainText(["Call Nadia", "Buy milk"]);
    await expect(filter(page, /All/)).toHaveAttribute("aria-current", "page");
  }
});

test("a list without any task says so and leads to the first one [UI-012]", async ({ me: _, page }) => {
  for (const path of ["/tasks", "/tasks?status=pending", "/tasks?status=done", "/tasks?offset=50"]) {
    await page.goto(path);
    await expect(page.getByText("Nothing is written here yet.")).toBeVisible();
  }
  await page.goto("/tasks");
  await page.getByRole("link", { name: "Write down the first thing" }).click();
  await expect(page.getByLabel("New task")).toBeFocused();
});

test("a part of the list without a task says why, and leads to where there are some [UI-012]", async ({ me, page }) => {
  const [id] = await add(me, "Buy milk");
  await page.goto("/tasks?status=done");
  await expect(page.getByText("Nothing is done yet.")).toBeVisible();
  await page.getByRole("link", { name: "See what is pending" }).click();
  await expect(rows(page)).toContainText(["Buy milk"]);

  await me.api(`/tasks/${id}/complete`, { method: "PATCH" });
  await page.goto("/tasks?status=pending");
  await expect(page.getByText("Everything is done.")).toBeVisible();
  await page.getByRole("link", { name: "Look back at what is done" }).click();
  await expect(rows(page)).toContainText(["Buy milk"]);

  await page.goto("/tasks?offset=50");
  await page.getByRole("link", { name: "Go to its beginning" }).click();
  await expect(rows(page)).toContainText(["Buy milk"]);
});
