import { expect, test } from "../support/browser";

test("a stranger reads in one sentence what this is, sees the list, and finds both doors [UI-007]", async ({
  page,
}) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^[^.]+\.$/);
  await expect(page.getByRole("img", { name: /list/i })).toBeVisible();

  await page.getByRole("link", { name: "Sign up" }).click();
  await expect(page).toHaveURL("/signup");
  await page.getByRole("link", { name: "Clearlist" }).click();
  await expect(page).toHaveURL("/");
  await page.getByRole("link", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/login");
});
