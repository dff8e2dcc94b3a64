import { isolated } from "../../app/words/isolated";
import { add, answerTo, expect, expectRefused, rows, taskOf, test, titlesOf } from "../support/browser";

test("a person writes down a task, and it stands on top of the list [UI-009, TASK-006, SEC-011]", async ({
  me,
  page,
}) => {
  await add(me, "Older");
  await page.goto("/tasks");
  await page.getByLabel("New task").fill("  Buy milk ");
  await page.getByRole("button", { name: "Add" }).click();

  await expect(rows(page)).toContainText(["Buy milk", "Older"]);
  await expect(page.getByRole("status")).toHaveText("Added.");
  await expect(page.getByLabel("New task")).toHaveValue("");
  await expect(page.getByRole("button", { name: "Complete Buy milk" })).toBeVisible();
  expect(await titlesOf(me)).toEqual(["Buy milk", "Older"]);
});

test("adding leads back to the same part of the list, in the same order [UI-009, UI-011]", async ({ me, page }) => {
  await add(me, "Apples", "Zebras", { title: "Done long ago", completed: true });
  await page.goto("/tasks?status=pending&sort=title");
  await page.getByLabel("New task").fill("Milk");
  await page.getByRole("button", { name: "Add" }).click();

  await expect(rows(page)).toContainText(["Apples", "Milk", "Zebras"]);
  await expect(page).toHaveURL("/tasks?status=pending&sort=title");
});

for (const [what, title, sentence] of [
  ["a blank title", "   ", "Title must not be empty."],
  ["a title of 201 characters", "🌱".repeat(201), "Title must have at most 200 characters."],
  ["a title with a control character", "Buy\u0007milk", "Title must not contain control characters."],
] as const) {
  test(`${what} is explained on the list, and nothing is saved [UI-004, UI-018, TASK-001, TASK-003]`, async ({
    me,
    page,
  }) => {
    await page.goto("/tasks");
    await page.getByLabel("New task").fill(title);
    const answer = await answerTo(page, () => page.getByRole("button", { name: "Add" }).click());

    expect(answer.status()).toBe(422);
    await expect(page.getByLabel("New task")).toHaveValue(title);
    await expectRefused(page, { "New task": sentence });
    expect(await titlesOf(me)).toEqual([]);

    await page.getByLabel("New task").fill("Buy milk");
    await page.getByRole("button", { name: "Add" }).click();
    await expect(rows(page)).toContainText(["Buy milk"]);
    await expect(page.getByRole("alert")).toHaveCount(0);
    await expect(page).not.toHaveTitle(/^Error: /);
  });

  test(`${what} is explained on the page for a new task, and what else was typed is kept [UI-004, UI-013, TASK-001, TASK-003]`, async ({
    me,
    page,
  }) => {
    await page.goto("/tasks/new");
    await page.getByLabel("Title").fill(title);
    await page.getByLabel("Description").fill("Two bottles\nof the good one");
    await page.getByLabel("Done").check();
    const answer = await answerTo(page, () => page.getByRole("button", { name: "Add task" }).click());

    expect(answer.status()).toBe(422);
    await expect(page.getByLabel("Title")).toHaveValue(title);
    await expectRefused(page, { Title: sentence });
    await expect(page.getByLabel("Description")).toHaveValue("Two bottles\nof the good one");
    await expect(page.getByLabel("Done")).toBeChecked();
    expect(await titlesOf(me)).toEqual([]);
  });
}

test("a task is written down with a description, and as done already [UI-013, TASK-006]", async ({ me, page }) => {
  await page.goto("/tasks");
  await page.getByRole("link", { name: "New task with a description" }).click();
  await page.getByLabel("Title").fill("Renew the library card");
  await page.getByLabel("Description").fill("Bring the old one\n\nand a photograph");
  await page.getByLabel("Done").check();
  await page.getByRole("button", { name: "Add task" }).click();

  await expect(page).toHaveURL("/tasks");
  await expect(page.getByRole("status")).toHaveText("Added.");
  await expect(page.getByRole("button", { name: "Reopen Renew the library card" })).toBeVisible();
  await expect(rows(page)).toContainText(["Bring the old one and a photograph"]);

  await page.getByRole("link", { name: "Renew the library card", exact: true }).click();
  await expect(page.getByLabel("Description")).toHaveValue("Bring the old one\n\nand a photograph");
  await expect(page.getByLabel("Done")).toBeChecked();
  expect(await titlesOf(me)).toEqual(["Renew the library card"]);
});

test("a description of 2,001 characters is refused, one of 2,000 is not [TASK-002, UI-004]", async ({ me, page }) => {
  await page.goto("/tasks/new");
  await page.getByLabel("Title").fill("Learn it by heart");
  await page.getByLabel("Description").fill("🌱".repeat(2001));
  await page.getByRole("button", { name: "Add task" }).click();
  await expectRefused(page, { Description: "Description must have at most 2,000 characters." });

  await page.getByLabel("Description").fill("🌱".repeat(2000));
  await page.getByRole("button", { name: "Add task" }).click();
  await expect(page).toHaveURL("/tasks");
  expect(await titlesOf(me)).toEqual(["Learn it by heart"]);
});

const HOSTILE = `<img src=x onerror=alert(1)> "&amp;' </title><script>alert(2)</script>`;
for (const [what, text] of [
  ["200 emoji", "🌱".repeat(200)],
  ["Arabic", "شراء الحليب غدًا صباحًا"],
  ["markup", HOSTILE],
] as const)
  test(`${what} comes back as it was typed, in the list, in the form and before deleting [TASK-001, TASK-004, SEC-017]`, async ({
    me,
    page,
  }) => {
    await page.goto("/tasks");
    await page.getByLabel("New task").fill(text);
    await page.getByRole("button", { name: "Add" }).click();
    await page.getByRole("link", { name: text, exact: true }).click();

    await expect(page.getByLabel("Title", { exact: true })).toHaveValue(text);
    await expect(page).toHaveTitle(`${isolated(text)} · Clearlist`);
    await page.getByLabel("Description").fill(`${text}\n${text}`);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("status")).toHaveText("Saved.");
    await page.getByRole("link", { name: "Delete" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Delete this task?");
    await expect(page.getByRole("main").getByText(text, { exact: true })).toBeVisible();
    await expect(page.locator("main img, main script")).toHaveCount(0);

    const [id] = await idsOf(me);
    expect(await taskOf(me, id!)).toMatchObject({ title: text, description: `${text}\n${text}` });
  });

async function idsOf(me: Parameters<typeof titlesOf>[0]): Promise<string[]> {
  const { items } = (await (await me.api("/tasks")).json()) as { items: { id: string }[] };
  return items.map(({ id }) => id);
}
