import { expect, test } from "../support/browser";

test("a stranger reads in one sentence what this is, sees the list, and finds both doors [UI-007]", async ({
  page,
}) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^[^.]+\.$/);
  const picture = page.getByRole("img", { name: /list/i });
  await expect(picture).toBeVisible();
  for (const width of [320, 768, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const [tick, title, summary] = await Promise.all(
      [".tick", ".strike", ".row-summary"].map((part) => picture.locator(part).first().boundingBox()),
    );
    expect(title!.y).toBeLessThan(tick!.y + tick!.height / 2);
    expect(summary!.y).toBeGreaterThanOrEqual(title!.y + title!.height);
  }

  await page.getByRole("link", { name: "Sign up" }).click();
  await expect(page).toHaveURL("/signup");
  await page.getByRole("link", { name: "Clearlist" }).click();
  await expect(page).toHaveURL("/");
  await page.getByRole("link", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/login");
});
