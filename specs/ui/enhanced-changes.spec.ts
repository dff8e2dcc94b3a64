import { add, expect, hold, newDocuments, rows, taskOf, test, titlesOf } from "../support/browser";

test("ticking does not load the page anew, and the tick keeps the focus [UI-016, UI-017]", async ({ me, page }) => {
  await add(me, "Buy milk", "Call Nadia");
  await page.goto("/tasks");
  const loaded = newDocuments(page);
  await page.getByRole("button", { name: "Complete Buy milk" }).focus();
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "Reopen Buy milk" })).toBeFocused();
  await expect(page.getByRole("status")).toHaveText("Completed.");
  await expect(page.getByRole("button", { name: "Reopen Buy milk" })).toBeFocused();
  expect(loaded).toEqual([]);
});

test("a tick shows before the answer has come [UI-017]", async ({ me, page }) => {
  const [id] = await add(me, "Buy milk");
  await page.goto("/tasks");
  const letThrough = await hold(page, "**/completion.data*");
  await page.getByRole("button", { name: "Complete Buy milk" }).click();
  await expect(page.getByRole("button", { name: "Reopen Buy milk" })).toBeVisible();
  await expect(page.getByText("Buy milk", { exact: true })).toHaveCSS("background-size", /^100%/);
  expect(await taskOf(me, id!)).toMatchObject({ completed: false });

  letThrough();
  await expect(page.getByRole("status")).toHaveText("Completed.");
  expect(await taskOf(me, id!)).toMatchObject({ completed: true });
});

test("a tick shows with the next frame, and does not go back before it is answered [UI-017]", async ({ me, page }) => {
  const [id] = await add(me, "Buy milk");
  await page.goto("/tasks");
  const values = await page.evaluateHandle(() => {
    const tick = document.querySelector<HTMLButtonElement>(".tick")!;
    const values: string[] = [];
    new MutationObserver(() => values.push(tick.value)).observe(tick, { attributeFilter: ["value"] });
    return values;
  });
  const atOnce = await page.evaluate(async () => {
    const tick = document.querySelector<HTMLButtonElement>(".tick")!;
    tick.click();
    await Promise.resolve(); // what a press changes at once is in the document before anything else runs
    return tick.value;
  });
  expect(atOnce).toBe("false");
  await expect(page.getByRole("status")).toHaveText("Completed.");
  expect(await values.jsonValue()).toEqual(["false"]);
  expect(await taskOf(me, id!)).toMatchObject({ completed: true });
});

test("ticked and at once reopened, a task ends as it was asked last [UI-011, UI-017]", async ({ me, page }) => {
  const [id] = await add(me, "Buy milk");
  await page.goto("/tasks");
  for (const name of ["Complete", "Reopen", "Complete"])
    await page.getByRole("button", { name: `${name} Buy milk` }).click();
  await expect(page.getByRole("status")).toHaveText("Completed.");
  await expect(page.getByRole("button", { name: "Reopen Buy milk" })).toBeVisible();
  expect(await taskOf(me, id!)).toMatchObject({ completed: true });
});

test("under the filter for what is pending a ticked task leaves, and the focus goes to the next one [UI-011, UI-025]", async ({
  me,
  page,
}) => {
  await add(me, "Third", "Second", "First");
  await page.goto("/tasks?status=pending");
  await page.getByRole("button", { name: "Complete Second" }).focus();
  await page.keyboard.press("Space");
  await expect(rows(page)).toContainText(["First", "Third"]);
  await expect(page.getByRole("button", { name: "Complete Third" })).toBeFocused();
});

test("deleting asks in a dialog, shows at once, and gives the focus to the next row [UI-015, UI-017, UI-025]", async ({
  me,
  page,
}) => {
  await add(me, "Third", "Second", "First");
  await page.goto("/tasks");
  const loaded = newDocuments(page);
  const letThrough = await hold(page, "**/delete.data*");
  await page.getByRole("link", { name: "Delete Second" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Delete this task?" });
  await expect(dialog).toContainText("Second");
  expect(await page.evaluate(() => document.activeElement?.closest("dialog") !== null)).toBe(true);
  await dialog.getByRole("button", { name: "Delete" }).click();

  await expect(dialog).toBeHidden();
  await expect(rows(page)).toContainText(["First", "Third"]);
  await expect(page.getByRole("link", { name: "Third", exact: true })).toBeFocused();
  expect(await titlesOf(me)).toContain("Second");
  letThrough();
  await expect(page.getByRole("status")).toHaveText("Deleted. Undo");
  expect(await titlesOf(me)).toEqual(["First", "Third"]);
  expect(loaded).toEqual([]);
});

test("after the last row the focus goes to the line above the list [UI-025]", async ({ me, page }) => {
  await add(me, "Buy milk");
  await page.goto("/tasks");
  await page.getByRole("link", { name: "Delete Buy milk" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("Nothing is written here yet.")).toBeVisible();
  await expect(page.getByLabel("New task")).toBeFocused();
});

test("whoever keeps the task, by button or by Escape, is back where they were [UI-015, UI-025]", async ({
  me,
  page,
}) => {
  await add(me, "Buy milk");
  await page.goto("/tasks");
  const link = page.getByRole("link", { name: "Delete Buy milk" });
  for (const keep of [
    () => page.getByRole("button", { name: "Keep it" }).click(),
    () => page.keyboard.press("Escape"),
  ]) {
    await link.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog")).toBeVisible();
    await keep();
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(link).toBeFocused();
  }
  expect(await titlesOf(me)).toEqual(["Buy milk"]);
});
