import { add, expect, newcomer, openWithKeys, rows, taskOf, test, titlesOf } from "../support/browser";

test.use({ expected: /net::ERR_|the server responded with a status of [45]\d\d/ });

test("a lost connection is said, and the line is gone when it is back [UI-089]", async ({ context, me, page }) => {
  await openWithKeys(page, "/tasks");
  const said = page.getByText("You are offline. What you type stays here.");
  const field = page.getByLabel("New task", { exact: true });
  await field.focus();
  await context.setOffline(true);
  await expect(said).toBeVisible();
  await expect(field).toBeFocused();
  await page.keyboard.type("Buy milk");
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue("Buy milk");
  await field.press("Enter");
  await expect(field).toHaveValue("Buy milk");
  await context.setOffline(false);
  await expect(said).toBeHidden();
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(rows(page)).toContainText(["Buy milk"]);
  expect(await titlesOf(me)).toEqual(["Buy milk"]);
});

test("what fails while the next is being written stands beneath, and can be sent again [UI-088]", async ({
  me,
  page,
}) => {
  await openWithKeys(page, "/tasks");
  let fail = () => {};
  const written = new Promise<void>((resolve) => (fail = resolve));
  await page.route("**/tasks.data*", async (route) => {
    await written;
    await route.abort();
  });
  const field = page.getByLabel("New task", { exact: true });
  await field.fill("Call Nadia");
  await field.press("Enter");
  await page.keyboard.type("Water the f");
  fail();
  await expect(page.getByRole("alert")).toContainText("did not reach the server");
  await expect(page.getByText("Call Nadia", { exact: true })).toBeVisible();
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("Water the f");
  await page.unrouteAll();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(rows(page)).toContainText(["Call Nadia"]);
  await expect(field).toHaveValue("Water the f");
  expect(await titlesOf(me)).toEqual(["Call Nadia"]);
});

test("what was typed outlives a reload, with its version, and not the one who typed it [UI-090, UI-014]", async ({
  context,
  me,
  page,
}) => {
  const [id] = await add(me, "Buy milk");
  await openWithKeys(page, "/tasks");
  await page.getByLabel("New task", { exact: true }).fill("Call Nadia");
  await openWithKeys(page, `/tasks/${id}`);
  await page.getByLabel("Description").fill("Two bottles");
  await me.api(`/tasks/${id}`, { method: "PATCH", body: { title: "Buy cheese" } });
  await openWithKeys(page, `/tasks/${id}`);
  await expect(page.getByLabel("Description")).toHaveValue("Two bottles");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toContainText("Someone changed this task");
  await page.getByRole("button", { name: "Keep mine" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();
  expect(await taskOf(me, id!)).toMatchObject({ title: "Buy milk", description: "Two bottles" });
  await me.api(`/tasks/${id}`, { method: "PATCH", body: { description: "Three bottles" } });
  await openWithKeys(page, `/tasks/${id}`);
  await expect(page.getByLabel("Description")).toHaveValue("Three bottles");

  await page.getByLabel("Description").fill("Four bottles");
  await me.api(`/tasks/${id}`, { method: "PATCH", body: { description: "Five bottles" } });
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("link", { name: "Take theirs" }).click();
  await openWithKeys(page, `/tasks/${id}`);
  await expect(page.getByLabel("Description")).toHaveValue("Five bottles");
  await page.getByLabel("Description").fill("Six bottles");
  await me.api(`/tasks/${id}`, { method: "PATCH", body: { description: "Seven bottles" } });
  await page.getByText("This task was changed elsewhere.").getByRole("link").click();
  await openWithKeys(page, `/tasks/${id}`);
  await expect(page.getByLabel("Description")).toHaveValue("Seven bottles");

  await openWithKeys(page, "/tasks");
  const field = page.getByLabel("New task", { exact: true });
  await expect(field).toHaveValue("Call Nadia");
  await newcomer(context);
  await openWithKeys(page, "/tasks");
  await expect(field).toHaveValue("");
  await field.fill("Mine");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/");
  expect(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith("draft:")))).toEqual([]);
});
