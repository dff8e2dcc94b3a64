import { randomUUID } from "node:crypto";
import { answerTo, expect, test } from "../support/browser";

const address = () => `${randomUUID()}@example.com`;

test("somebody signs up and starts with an empty list [AUTH-002, UI-003]", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Sign up" }).click();
  await page.getByLabel("Name").fill("Ada Lovelace");
  await page.getByLabel("E-mail").fill(address());
  await page.getByLabel("Password", { exact: true }).fill("correct horse");
  await page.getByRole("button", { name: "Sign up" }).click();

  await expect(page).toHaveURL("/tasks");
  await expect(page.getByRole("status")).toHaveText("Your account is ready.");
  await expect(page.getByText("Ada Lovelace")).toBeVisible();
  await expect(page.getByText("Nothing is written here yet.")).toBeVisible();
});
