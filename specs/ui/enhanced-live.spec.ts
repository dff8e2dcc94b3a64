import { add, expect, newDocuments, rows, taskOf, test, titlesOf } from "../support/browser";

test("what changes elsewhere is seen, and takes nothing away here [UI-100, UI-101]", async ({ context, me, page }) => {
  const [milk] = await add(me, "Buy milk", ...Array.from({ length: 30 }, (_, n) => `Task ${n}`), "Call Nadia");
  await page.goto("/tasks");
  const loaded = newDocuments(page);
  await page.getByLabel("New task").fill("half a thou");
  const other = await context.newPage();
  await other.goto("/tasks");
  await other.getByRole("button", { name: "Complete Call Nadia" }).click();
  await expect(page.getByRole("button", { name: "Reopen Call Nadia" })).toBeVisible();
  await other.close();

  // By a program, while a menu stands open, the focus is on a row below, and a few words stand in the search.
  await page.getByLabel("Search tasks").evaluate((field: HTMLInputElement) => {
    field.value = "not yet asked for";
  });
  const row = rows(page).filter({ hasText: "Buy milk" });
  await row.locator("details").evaluate((menu: HTMLDetailsElement) => menu.setAttribute("open", ""));
  await row.getByRole("link", { name: "Delete Buy milk" }).focus();
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  const [seen, before] = [await row.boundingBox(), await focused()];
  await add(me, "Pay rent");
  await expect(rows(page).first()).toContainText("Pay rent");
  expect(await focused()).toBe(before);
  await expect(row.locator("details")).toHaveAttribute("open");
  expect(Math.abs((await row.boundingBox())!.y - seen!.y)).toBeLessThan(2);
  await expect(page.getByLabel("New task")).toHaveValue("half a thou");
  await expect(page.getByLabel("Search tasks")).toHaveValue("not yet asked for");

  // The question about a task stays, too.
  await page.getByRole("link", { name: "Delete Call Nadia" }).focus();
  await page.keyboard.press("Enter");
  await me.api(`/tasks/${milk}`, { method: "PATCH", body: { title: "Buy oat milk" } });
  await expect(page.getByRole("link", { name: "Buy oat milk", exact: true, includeHidden: true })).toHaveCount(1);
  await expect(page.getByRole("dialog", { name: "Delete this task?" })).toContainText("Call Nadia");
  expect(loaded).toEqual([]);
});

test("the page on which a change was made asks once, and what it said stays said [UI-104]", async ({ me, page }) => {
  await add(me, "Buy milk", "Call Nadia");
  await page.goto("/tasks");
  const asked: string[] = [];
  page.on("request", (request) => /tasks\.data/.test(request.url()) && asked.push(request.url()));
  await page.getByRole("button", { name: "Complete Buy milk" }).click();
  await expect(page.getByRole("status")).toHaveText("Completed.");
  // A change elsewhere comes after that one's own event.
  await add(me, "Pay rent");
  await expect(rows(page).first()).toContainText("Pay rent");
  await expect(page.getByRole("status")).toHaveText("Completed.");
  expect(asked).toHaveLength(2);
});

test("on a task's page words are replaced while nobody writes there, and a quiet line stands by when somebody does [UI-102]", async ({
  me,
  page,
}) => {
  const [id] = await add(me, "Buy milk", "Call Nadia");
  await page.goto(`/tasks/${id}`);
  const change = (title: string) => me.api(`/tasks/${id}`, { method: "PATCH", body: { title } });
  await change("Buy oat milk");
  await expect(page.getByLabel("Title")).toHaveValue("Buy oat milk");

  await page.getByLabel("Description").fill("Two litres");
  await change("Buy rice milk");
  const line = page.getByText("This task was changed elsewhere.");
  await expect(line).toBeVisible();
  await expect(page.getByLabel("Description")).toBeFocused();
  await expect(page.getByLabel("Description")).toHaveValue("Two litres");
  await expect(page.getByLabel("Title")).toHaveValue("Buy oat milk");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toContainText("Someone changed this task while you were editing.");
  await page.getByRole("button", { name: "Keep mine" }).click();
  await expect(page.getByRole("status")).toHaveText("Saved.");
  expect(await taskOf(me, id!)).toMatchObject({ title: "Buy oat milk", description: "Two litres" });

  await page.getByLabel("Title").fill("Buy almond milk");
  await me.api(`/tasks/${id}`, { method: "DELETE" });
  await expect(page.getByText("This task was deleted elsewhere.")).toBeVisible();
  await expect(page.getByLabel("Title")).toHaveValue("Buy almond milk");
  expect(await titlesOf(me)).toEqual(["Call Nadia"]);
});

test("a page that cannot be seen asks for nothing, and catches up when it is looked at again [UI-103]", async ({
  me,
  page,
}) => {
  await add(me, "Buy milk");
  const streams: string[] = [];
  page.on("request", (request) => request.url().includes("/tasks/events") && streams.push("opened"));
  page.on("requestfailed", (request) => request.url().includes("/tasks/events") && streams.push("closed"));
  await page.goto("/tasks");
  const show = (state: "hidden" | "visible") =>
    page.evaluate((state) => {
      Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
  await expect.poll(() => streams).toEqual(["opened"]);
  await show("hidden");
  await expect.poll(() => streams).toEqual(["opened", "closed"]);
  await add(me, "Call Nadia");
  await expect(rows(page)).toHaveCount(1);
  await show("visible");
  await expect(rows(page)).toHaveCount(2);

  // Where no stream comes about the page is as it always was.
  await page.route("**/tasks/events*", (route) => route.fulfill({ status: 204 }));
  await page.goto("/tasks");
  await page.getByRole("button", { name: "Complete Buy milk" }).click();
  await expect(page.getByRole("status")).toHaveText("Completed.");
});
