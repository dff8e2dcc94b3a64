import { add, expect, hold, newDocuments, test, withoutLive } from "../support/browser";

test("what is wrong takes the focus, and is still there after its links have been followed [UI-019]", async ({
  page,
}) => {
  await page.goto("/signup");
  const loaded = newDocuments(page);
  await page.getByRole("button", { name: "Sign up" }).click();
  const summary = page.getByRole("alert");
  await expect(summary).toBeFocused();
  await expect(summary.getByRole("link")).toHaveCount(3);
  for (const [i, label] of ["Name", "E-mail", "Password"].entries()) {
    await summary.getByRole("link").nth(i).click();
    await expect(page.getByLabel(label, { exact: true })).toBeFocused();
  }
  await expect(summary.getByRole("link")).toHaveCount(3);

  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(summary).toBeFocused();
  expect(loaded).toEqual([]);
});

test("a conflict takes the focus [UI-014, UI-019]", async ({ me, page }) => {
  const [id] = await add(me, "Buy milk");
  await withoutLive(page);
  await page.goto(`/tasks/${id}`);
  await me.api(`/tasks/${id}`, { method: "PATCH", body: { title: "Buy cheese" } });
  await page.getByLabel("Title").fill("Buy oat milk");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toBeFocused();
});

test("a button shows the password and hides it again [UI-008]", async ({ page }) => {
  for (const [path, name] of [
    ["/signup", "password"],
    ["/login", "password"],
    ["/reset-password?token=0", "new password"],
  ] as const) {
    await page.goto(path);
    const field = page.getByLabel(/password$/i).and(page.locator("input"));
    await field.fill("correct horse");
    await expect(field).toHaveAttribute("type", "password");
    await page.getByRole("button", { name: `Show ${name}` }).click();
    await expect(field).toHaveAttribute("type", "text");
    await expect(field).toHaveValue("correct horse");
    await page.getByRole("button", { name: `Hide ${name}` }).click();
    await expect(field).toHaveAttribute("type", "password");
  }
});

test("a form that takes long says that it is busy, and is sent once however often it is clicked [UI-016]", async ({
  me: _,
  page,
}) => {
  await page.goto("/tasks/new");
  const letThrough = await hold(page, "**/new.data*");
  const posts: string[] = [];
  page.on("request", (request) => request.method() === "POST" && posts.push(request.url()));
  await page.getByLabel("Title").fill("Buy milk");
  for (let i = 0; i < 3; i++) await page.getByRole("button", { name: "Add task" }).click();
  await expect(page.locator("form[aria-busy=true]")).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Add task" })).toBeVisible();
  letThrough();
  await expect(page).toHaveURL("/tasks");
  expect(posts).toHaveLength(1);
});
