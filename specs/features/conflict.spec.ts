import type { Page } from "@playwright/test";

import { add, answerTo, expect, expectRefused, taskOf, test } from "../support/browser";

const WORDS = "Someone changed this task while you were editing.";

test("a task that was changed meanwhile is not overwritten: both versions are shown, and mine can be kept [UI-014, TASK-011]", async ({
  me,
  page,
}) => {
  const [id] = await add(me, { title: "Buy milk", description: "One bottle" });
  await openToWrite(page, id!);
  await me.api(`/tasks/${id}`, {
    method: "PATCH",
    body: { title: "Buy cheese", description: "The old one", completed: true },
  });
  const theirs = await taskOf(me, id!);
  const answer = await saveAs(page, "Buy oat milk", "Two bottles\nof the good one");

  expect(answer.status()).toBe(409);
  await expect(page).toHaveTitle(/^Error: /);
  const box = page.getByRole("alert");
  await expect(box).toContainText(WORDS);
  for (const text of ["Buy cheese", "The old one", "Done", "Buy oat milk", "of the good one", "Pending"])
    await expect(box).toContainText(text);
  await expect(page.getByLabel("Title")).toHaveValue("Buy oat milk");
  await expect(page.getByLabel("Description")).toHaveValue("Two bottles\nof the good one");
  await expect(page.getByLabel("Done")).not.toBeChecked();
  expect(await taskOf(me, id!)).toEqual(theirs);

  await page.getByRole("button", { name: "Keep mine" }).click();
  await expect(page.getByRole("status")).toHaveText("Saved.");
  await expect(page.getByText(WORDS)).toHaveCount(0);
  expect(await taskOf(me, id!)).toMatchObject({
    title: "Buy oat milk",
    description: "Two bottles\nof the good one",
    completed: false,
    version: 3,
  });
});

test("what was saved meanwhile can be taken instead [UI-014]", async ({ me, page }) => {
  const [id] = await add(me, "Buy milk");
  await openToWrite(page, id!);
  await me.api(`/tasks/${id}`, { method: "PATCH", body: { title: "Buy cheese" } });
  await saveAs(page, "Buy oat milk", "");
  await page.getByRole("link", { name: "Take theirs" }).click();

  await expect(page.getByText(WORDS)).toHaveCount(0);
  await expect(page.getByLabel("Title")).toHaveValue("Buy cheese");
  expect(await taskOf(me, id!)).toMatchObject({ title: "Buy cheese", version: 2 });
});

test("whoever is overtaken a second time is told a second time [UI-014, TASK-011]", async ({ me, page }) => {
  const [id] = await add(me, "Buy milk");
  await openToWrite(page, id!);
  await me.api(`/tasks/${id}`, { method: "PATCH", body: { title: "Buy cheese" } });
  await saveAs(page, "Buy oat milk", "");
  await expect(page.getByRole("alert")).toContainText("Buy cheese");
  await me.api(`/tasks/${id}`, { method: "PATCH", body: { title: "Buy bread" } });
  const answer = await answerTo(page, () => page.getByRole("button", { name: "Keep mine" }).click());

  expect(answer.status()).toBe(409);
  await expect(page.getByRole("alert")).toContainText("Buy bread");
  await expect(page.getByRole("alert")).toContainText("Buy oat milk");
  await page.getByRole("button", { name: "Keep mine" }).click();
  await expect(page.getByRole("status")).toHaveText("Saved.");
  expect(await taskOf(me, id!)).toMatchObject({ title: "Buy oat milk", version: 4 });
});

test("a blank title amid a conflict is refused, and the conflict is not forgotten [UI-014, UI-004]", async ({
  me,
  page,
}) => {
  const [id] = await add(me, "Buy milk");
  await openToWrite(page, id!);
  await me.api(`/tasks/${id}`, { method: "PATCH", body: { title: "Buy cheese" } });
  const answer = await saveAs(page, " ", "Two bottles");
  expect(answer.status()).toBe(422);
  await expectRefused(page, { Title: "Title must not be empty." });

  expect((await saveAs(page, "Buy oat milk", "Two bottles")).status()).toBe(409);
  await expect(page.getByRole("alert")).toContainText("Buy cheese");
});

test("a task that was deleted meanwhile cannot be saved [TASK-010, UI-005]", async ({ me, page }) => {
  const [id] = await add(me, "Buy milk");
  await openToWrite(page, id!);
  await me.api(`/tasks/${id}`, { method: "DELETE" });
  const answer = await saveAs(page, "Buy oat milk", "");
  expect(answer.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such page");
});

/** Somebody is about to write: what is not looked at follows what changes elsewhere. */
async function openToWrite(page: Page, id: string) {
  await page.goto(`/tasks/${id}`);
  await page.getByLabel("Title").focus();
}

async function saveAs(page: Page, title: string, description: string) {
  await page.getByLabel("Title").fill(title);
  await page.getByLabel("Description").fill(description);
  return answerTo(page, () => page.getByRole("button", { name: "Save" }).click());
}
