import { add, expect, test, withoutLive } from "../support/browser";
import { person } from "../support/person";

const MISSING = "01890000-0000-7000-8000-000000000000";

test("somebody else's task, a missing one, a malformed id and a wrong address are one and the same page [UI-005, TASK-012, SEC-001]", async ({
  baseURL,
  me: _,
  page,
}) => {
  const other = await person(baseURL!, "Eve");
  const [foreign] = await add(other, "A secret plan");
  const seen = new Set<string>();
  for (const path of [foreign, MISSING, "nonsense", "%F0%9F%8C%B1", "1'--"]
    .flatMap((id) => [`/tasks/${id}`, `/tasks/${id}/delete`])
    .concat("/nowhere", "/tasks/new/x")) {
    const answer = await page.goto(path);
    expect(answer!.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such page");
    seen.add(`${await page.title()}\n${await page.locator("body").innerText()}`);
  }
  expect(seen.size).toBe(1);
  expect([...seen][0]).not.toContain("secret");
});

test("from a page that is nobody's there is a way back [UI-005]", async ({ page }) => {
  await page.goto("/nowhere");
  await page.getByRole("link", { name: "Go to the start" }).click();
  await expect(page).toHaveURL("/");
});

test("a row whose task was deleted elsewhere leads to the page that says so [UI-005, TASK-010]", async ({
  me,
  page,
}) => {
  const [id] = await add(me, "Buy milk");
  await withoutLive(page);
  await page.goto("/tasks");
  await me.api(`/tasks/${id}`, { method: "DELETE" });
  await page.getByRole("link", { name: "Buy milk", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such page");
});
