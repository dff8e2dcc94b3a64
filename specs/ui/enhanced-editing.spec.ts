import { add, expect, hold, newDocuments, openWithKeys, rows, taskOf, test } from "../support/browser";

test.use({ expected: /net::ERR_|the server responded with a status of [45]\d\d/ });

test("a title is edited in its row: Enter and leaving save it, Escape does not, and the focus stays [UI-086]", async ({
  me,
  page,
}) => {
  const [, id] = await add(me, "Second", { title: "Buy milk", description: "Two bottles" });
  await openWithKeys(page, "/tasks");
  const loaded = newDocuments(page);
  const letThrough = await hold(page, `**/tasks/${id}.data*`);
  await page.keyboard.press("j");
  await page.keyboard.press("e");
  const field = page.getByLabel("Title of Buy milk");
  await expect(field).toBeFocused();
  await page.keyboard.type("Buy oat milk");
  await page.keyboard.press("Enter");
  const link = page.getByRole("link", { name: "Buy oat milk", exact: true });
  await expect(link).toBeFocused();
  expect(await taskOf(me, id!)).toMatchObject({ title: "Buy milk" });
  letThrough();
  await expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();
  await expect(link).toBeFocused();
  expect(await taskOf(me, id!)).toMatchObject({ title: "Buy oat milk", description: "Two bottles", version: 2 });

  await page.keyboard.press("e");
  await page.keyboard.type("Something else");
  await page.keyboard.press("Escape");
  await expect(link).toBeFocused();
  await page.keyboard.press("e");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Buy cheese");
  await page.getByLabel("Search tasks").click();
  await expect.poll(async () => (await taskOf(me, id!)).title).toBe("Buy cheese");
  await expect(page.getByLabel("Search tasks")).toBeFocused();
  await expect(rows(page)).toContainText(["Buy cheese", "Second"]);
  expect(loaded).toEqual([]);
});

test("what is refused or does not get through stays in the field, with the reason [UI-086]", async ({ me, page }) => {
  const [id] = await add(me, "Buy milk");
  await openWithKeys(page, "/tasks");
  await page.keyboard.press("j");
  await page.keyboard.press("e");
  const field = page.getByLabel("Title of Buy milk");
  await field.fill("x".repeat(201));
  await field.press("Enter");
  await expect(field).toHaveAccessibleDescription(/at most 200 characters/);
  await expect(field).toHaveValue("x".repeat(201));

  await page.route(`**/tasks/${id}.data*`, (route) => route.abort());
  await field.fill("Buy oat milk");
  await field.press("Enter");
  await expect(field).toHaveAccessibleDescription(/did not reach the server/);
  await expect(field).toHaveValue("Buy oat milk");
  await page.unrouteAll();
  await field.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();
  expect(await taskOf(me, id!)).toMatchObject({ title: "Buy oat milk" });
});

test("somebody else's title is not overwritten, but shown beside one's own; their tick stays [UI-087, UI-014]", async ({
  me,
  page,
}) => {
  const [id] = await add(me, "Buy milk");
  await openWithKeys(page, "/tasks");
  await page.keyboard.press("j");
  await page.keyboard.press("e");
  await me.api(`/tasks/${id}`, { method: "PATCH", body: { completed: true } });
  await page.keyboard.type("Buy oat milk");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Reopen Buy oat milk" })).toBeVisible();
  expect(await taskOf(me, id!)).toMatchObject({ title: "Buy oat milk", completed: true });

  await page.keyboard.press("e");
  await me.api(`/tasks/${id}`, { method: "PATCH", body: { title: "Buy cheese" } });
  await page.keyboard.type("Buy bread");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/tasks/${id}`);
  await expect(page.getByRole("alert")).toBeFocused();
  await expect(page.getByRole("row", { name: /^Title/ })).toContainText(/Buy cheese.*Buy bread/);
  await expect(page.getByLabel("Title", { exact: true })).toHaveValue("Buy bread");
  expect(await taskOf(me, id!)).toMatchObject({ title: "Buy cheese" });
});
