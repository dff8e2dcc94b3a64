import { add, expect, newDocuments, rows, test, withoutLive } from "../support/browser";

test("filtering, sorting and paging do not load the page anew [UI-016, UI-010]", async ({ me, page }) => {
  await add(me, ...Array.from({ length: 51 }, (_, i) => `Task ${String(i).padStart(2, "0")}`), {
    title: "Done long ago",
    completed: true,
  });
  await page.goto("/tasks");
  const loaded = newDocuments(page);
  await page.getByRole("link", { name: /Pending/ }).click();
  await expect(rows(page).first()).toContainText("Task 50");
  await page.getByLabel("Sort by").selectOption({ label: "Title" });
  await expect(rows(page).first()).toContainText("Task 00");
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(rows(page)).toContainText(["Task 50"]);
  await page.getByRole("link", { name: /Done/ }).click();
  await expect(rows(page)).toContainText(["Done long ago"]);

  await page.goBack();
  await expect(rows(page)).toContainText(["Task 50"]);
  expect(loaded).toEqual([]);
});

test("a new page puts the focus on its heading, from where one reads on [UI-025, UI-016]", async ({ me, page }) => {
  await add(me, "Buy milk");
  await page.goto("/tasks");
  const loaded = newDocuments(page);
  await page.getByRole("link", { name: "Buy milk", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Buy milk" })).toBeFocused();
  await page.getByRole("link", { name: "Tasks", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Tasks" })).toBeFocused();
  expect(loaded).toEqual([]);
});

test("another part of the list is announced, and the focus stays on its link [UI-025, UI-016]", async ({
  me,
  page,
}) => {
  await add(me, "Buy milk");
  await page.goto("/tasks");
  const link = page.getByRole("navigation", { name: "Filter" }).getByRole("link", { name: /Pending/ });
  await link.click();
  await expect(page.locator("[aria-live=polite]").filter({ hasText: /Pending tasks/ })).toHaveCount(1);
  await expect(link).toBeFocused();
});

test("a task that is gone when its row is clicked leads to the page that says so, without a request's id [UI-005]", async ({
  me,
  page,
}) => {
  const [id] = await add(me, "Buy milk");
  await withoutLive(page);
  await page.goto("/tasks");
  await me.api(`/tasks/${id}`, { method: "DELETE" });
  await page.getByRole("link", { name: "Buy milk", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "There is no such page" })).toBeFocused();
});

test.describe("when the server is away", () => {
  test.use({ expected: /the server responded with a status of 503/ });

  test("the page says so and offers to try again, which works once it is back [UI-005]", async ({ me, page }) => {
    await add(me, "Buy milk");
    await page.goto("/tasks/new");
    await page.route("**/tasks.data*", (route) =>
      route.fulfill({ status: 503, headers: { "Retry-After": "5" }, body: "" }),
    );
    await page.getByRole("link", { name: "Tasks", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: /reach|wrong/ })).toBeVisible();
    await page.unrouteAll();
    await page.getByRole("link", { name: "Try again" }).click();
    await expect(rows(page)).toContainText(["Buy milk"]);
  });
});
