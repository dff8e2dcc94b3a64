import { add, expect, rows, test, titlesOf } from "../support/browser";

test("a form that was sent makes another task of other words [UI-028]", async ({ me, page }) => {
  await page.goto("/tasks/new");
  const form = page.url();
  for (const [title, count] of [
    ["Once", 1],
    ["Once", 1],
    ["Twice", 2],
  ] as const) {
    await page.goto(form);
    await page.getByLabel("Title").fill(title);
    await page.getByRole("button", { name: "Add task" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tasks");
    await expect(rows(page)).toHaveCount(count);
  }
  expect(await titlesOf(me)).toEqual(["Twice", "Once"]);
});

test("going back to the form and sending the same words makes no second task [UI-028]", async ({ me, page }) => {
  await page.goto("/tasks");
  await page.goto("/tasks/new");
  await page.getByLabel("Title").fill("Once");
  await page.getByRole("button", { name: "Add task" }).click();
  await expect(rows(page)).toContainText(["Once"]);
  await page.goBack();
  // Whether the words still stand there is the browser's choice.
  await page.getByLabel("Title").fill("Once");
  await page.getByRole("button", { name: "Add task" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tasks");
  await expect(rows(page)).toHaveCount(1);
  expect(await titlesOf(me)).toEqual(["Once"]);
});

test("the quick add is a new form after each task [UI-028]", async ({ me, page }) => {
  await add(me, "Older");
  await page.goto("/tasks");
  for (const count of [2, 3]) {
    await page.getByLabel("New task").fill("The same words");
    await page.getByRole("button", { name: "Add" }).click();
    await expect(rows(page)).toHaveCount(count);
  }
});
