import type { Route } from "@playwright/test";

import { add, expect, taskOf, test, titlesOf, withoutLive } from "../support/browser";

test.use({ expected: /net::ERR_|the server responded with a status of [45]\d\d/ });

for (const [how, fail] of [
  ["the server fails", (route: Route) => route.fulfill({ status: 500, body: "" })],
  ["the server is away", (route: Route) => route.fulfill({ status: 503, body: "" })],
  ["there is no connection", (route: Route) => route.abort()],
] as const) {
  test(`a tick goes back with a sentence when ${how}, and can be tried again [UI-017]`, async ({ me, page }) => {
    const [id] = await add(me, "Buy milk", "Call Nadia");
    await page.goto("/tasks");
    await page.route("**/completion.data*", fail);
    await page.getByRole("button", { name: "Complete Buy milk" }).click();
    await expect(page.getByRole("alert")).toContainText("nothing has changed");
    await expect(page.getByRole("button", { name: "Complete Buy milk" })).toBeVisible();
    await expect(page.getByRole("status")).toBeEmpty();

    await page.unrouteAll();
    await page.getByRole("button", { name: "Complete Buy milk" }).click();
    await expect(page.getByRole("status")).toHaveText("Completed.");
    await expect(page.getByRole("alert")).toHaveCount(0);
    expect(await taskOf(me, id!)).toMatchObject({ completed: true });
  });

  test(`the page that asks before deleting says so when ${how} [UI-017]`, async ({ me, page }) => {
    const [id] = await add(me, "Buy milk");
    await page.goto(`/tasks/${id}/delete`);
    await page.route("**/delete.data*", fail);
    await page.getByRole("button", { name: "Delete" }).click();
    await expect(
      page.getByRole("alert").or(page.getByRole("heading", { level: 1, name: /wrong|reach/ })),
    ).toBeVisible();
    expect(await titlesOf(me)).toEqual(["Buy milk"]);
  });
}

test("a tick of a task that was deleted elsewhere goes back with a sentence [UI-017, TASK-010]", async ({
  me,
  page,
}) => {
  const [id] = await add(me, "Buy milk", "Call Nadia");
  await withoutLive(page);
  await page.goto("/tasks");
  await me.api(`/tasks/${id}`, { method: "DELETE" });
  await page.getByRole("button", { name: "Complete Buy milk" }).click();
  await expect(page.getByRole("alert").or(page.getByRole("heading", { name: "There is no such page" }))).toBeVisible();
});
