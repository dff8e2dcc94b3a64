import { add, expect, signInAs, test } from "../support/browser";

test("signing out says so, and the session is over wherever its cookie may still be [AUTH-008, AUTH-009, UI-003]", async ({
  me,
  page,
}) => {
  await page.goto("/tasks");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("status")).toHaveText("Signed out.");
  expect((await page.context().cookies()).map(({ name }) => name)).not.toContain("session");

  await signInAs(page.context(), me);
  await page.goto("/tasks");
  await expect(page).toHaveURL("/login?redirectTo=%2Ftasks");
});

test("opening the address of signing out ends nothing [AUTH-008]", async ({ me: _, page }) => {
  await page.goto("/logout");
  await expect(page).toHaveURL("/tasks");
  await page.reload();
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
});

test("after signing out the back button shows nothing of the list [SEC-018]", async ({ me, page }) => {
  const [task] = await add(me, "A secret plan");
  await page.goto("/tasks");
  await page.getByRole("link", { name: "A secret plan", exact: true }).click();
  await expect(page).toHaveURL(`/tasks/${task}`);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/");

  await page.goBack();
  await expect(page).toHaveURL(/\/login/);
  await expect(page.getByText("A secret plan")).toHaveCount(0);
});
