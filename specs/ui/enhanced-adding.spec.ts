import { add, expect, hold, newDocuments, rows, test, titlesOf } from "../support/browser";

test("adding does not load the page anew, and the field is ready for the next [UI-016]", async ({ me, page }) => {
  await page.goto("/tasks");
  const loaded = newDocuments(page);
  for (const title of ["Buy milk", "Call Nadia", "Water the fig tree"]) {
    await page.getByLabel("New task").fill(title);
    await page.keyboard.press("Enter");
    await expect(rows(page).first()).toContainText(title);
    await expect(page.getByLabel("New task")).toHaveValue("");
    await expect(page.getByLabel("New task")).toBeFocused();
  }
  expect(await titlesOf(me)).toEqual(["Water the fig tree", "Call Nadia", "Buy milk"]);
  expect(loaded).toEqual([]);
});

test("the button leaves the focus in the field as well [UI-016]", async ({ me: _, page }) => {
  await page.goto("/tasks");
  await page.getByLabel("New task").fill("Buy milk");
  await page.getByRole("button", { name: "Add" }).click();
  await expect(page.getByRole("status")).toHaveText("Added.");
  await expect(page.getByLabel("New task")).toBeFocused();
});

test("what is being added shows before the answer, and that it is on its way [UI-016]", async ({ me: _, page }) => {
  await page.goto("/tasks");
  const letThrough = await hold(page, "**/tasks.data*");
  await page.getByLabel("New task").fill("Buy milk");
  await page.keyboard.press("Enter");

  await expect(page.getByText("Buy milk", { exact: true })).toBeVisible();
  await expect(page.getByLabel("New task")).toHaveValue("");
  await expect(page.locator("form[aria-busy=true]")).toHaveCount(1);
  letThrough();
  await expect(rows(page)).toContainText(["Buy milk"]);
  await expect(page.locator("form[aria-busy=true]")).toHaveCount(0);
});

test("two clicks make one task [UI-016]", async ({ me, page }) => {
  await page.goto("/tasks");
  await page.getByLabel("New task").fill("Buy milk");
  await page.getByRole("button", { name: "Add" }).dblclick();
  await expect(rows(page)).toContainText(["Buy milk"]);

  await page.goto("/tasks/new");
  await page.getByLabel("Title").fill("Call Nadia");
  await page.getByRole("button", { name: "Add task" }).dblclick();
  await expect(page).toHaveURL("/tasks");
  expect(await titlesOf(me)).toEqual(["Call Nadia", "Buy milk"]);
});

test("what was refused comes back into the field, and the summary takes the focus [UI-004, UI-016, UI-019]", async ({
  me,
  page,
}) => {
  await add(me, "Older");
  await page.goto("/tasks");
  const loaded = newDocuments(page);
  await page.getByLabel("New task").fill("x".repeat(201));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toBeFocused();
  await expect(page.getByLabel("New task")).toHaveValue("x".repeat(201));
  await expect(rows(page)).toContainText(["Older"]);
  expect(loaded).toEqual([]);
});

test.describe("without a connection", () => {
  test.use({ expected: /net::ERR_/ });

  test("nothing that was typed is lost, and a sentence says that it did not get through [UI-016, UI-019]", async ({
    me,
    page,
  }) => {
    await page.goto("/tasks");
    await page.route("**/tasks.data*", (route) => route.abort());
    await page.getByLabel("New task").fill("Buy milk");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert")).toContainText("That did not reach the server.");
    await expect(page.getByRole("alert")).toBeFocused();
    await expect(page.getByLabel("New task")).toHaveValue("Buy milk");

    await page.unrouteAll();
    await page.getByRole("button", { name: "Add" }).click();
    await expect(rows(page)).toContainText(["Buy milk"]);
    await expect(page.getByRole("alert")).toHaveCount(0);
    expect(await titlesOf(me)).toEqual(["Buy milk"]);
  });
});
