import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { add, answerTo, expect, expectRefused, test } from "../support/browser";
import { signInAgain } from "../support/person";

/** From the settings to the page behind a link. */
async function openSetting(page: Page, link: string): Promise<void> {
  await page.goto("/settings");
  await page.getByRole("link", { name: link, exact: true }).click();
  await expect(
    page.getByRole("link", { name: "Leave it" }).or(page.getByRole("list", { name: "Sessions" })),
  ).toBeVisible();
}

async function expectDone(page: Page, says: string): Promise<void> {
  await expect(page).toHaveURL("/settings");
  await expect(page.getByRole("status")).toHaveText(says);
}

test("a name is changed, and stands on every page from then on [AUTH-024, UI-040]", async ({ me: _, page }) => {
  await openSetting(page, "Change your name");
  await expect(page.getByLabel("Name")).toHaveValue("Ada");
  await page.getByLabel("Name").fill(" ");
  expect((await answerTo(page, () => page.getByRole("button", { name: "Save" }).click())).status()).toBe(422);
  await expectRefused(page, { Name: "Name must not be empty." });

  await page.getByLabel("Name").fill("Ada <b>Lovelace</b>");
  await page.getByRole("button", { name: "Save" }).click();
  await expectDone(page, "Your name is changed.");
  await expect(page.getByRole("region", { name: "You" })).toContainText("Ada <b>Lovelace</b>");
  await expect(page.locator(".account-name")).toHaveText("Ada <b>Lovelace</b>");
});

test("a password is changed by the current one, and every other session ends [AUTH-025, UI-004, UI-040]", async ({
  baseURL,
  me,
  page,
}) => {
  const elsewhere = await signInAgain(baseURL!, me);
  await openSetting(page, "Change your password");
  const change = async (current: string, fresh: string) => {
    await page.getByLabel("Current password", { exact: true }).fill(current);
    await page.getByLabel("New password", { exact: true }).fill(fresh);
    return answerTo(page, () => page.getByRole("button", { name: "Change the password" }).click());
  };
  expect((await change("wrong password", "a better battery")).status()).toBe(422);
  await expectRefused(page, { "Current password": "That is not your password." });
  await expect(page.getByLabel("New password", { exact: true })).toHaveValue("");
  expect((await change(me.password, "short")).status()).toBe(422);
  await expectRefused(page, { "New password": "New password must have at least 8 characters." });
  expect((await elsewhere.api("/tasks")).status).toBe(200);

  await change(me.password, "a better battery");
  await expectDone(page, "Your password is changed. Everywhere else you are signed out.");
  expect((await elsewhere.api("/tasks")).status).toBe(401);
  expect((await me.api("/tasks")).status).toBe(401);
  await signInAgain(baseURL!, { ...me, password: "a better battery" });
});

test("sessions are listed by their devices, and ended one by one or all at once [AUTH-027, AUTH-028]", async ({
  baseURL,
  me,
  page,
}) => {
  const others = [await signInAgain(baseURL!, me), await signInAgain(baseURL!, me), await signInAgain(baseURL!, me)];
  const statuses = () => Promise.all(others.map(async (who) => (await who.api("/tasks")).status));
  await openSetting(page, "See your sessions");
  const sessions = page.getByRole("list", { name: "Sessions" }).getByRole("listitem");
  await expect(sessions).toHaveCount(4);
  await expect(sessions.first()).toContainText("This one");
  await expect(sessions.first().getByRole("button")).toHaveCount(0);
  await expect(sessions.nth(1)).toContainText("A program on Node.js");

  await sessions.nth(1).getByRole("button").click();
  await expect(page.getByRole("status")).toHaveText("That session has ended.");
  await expect(sessions).toHaveCount(3);
  expect((await statuses()).sort()).toEqual([200, 200, 401]);

  await page.getByRole("button", { name: "End all others" }).click();
  await expect(page.getByRole("status")).toHaveText("Every other session has ended.");
  await expect(sessions).toHaveCount(1);
  expect(await statuses()).toEqual([401, 401, 401]);
  expect((await me.api("/tasks")).status).toBe(200);
  await page.goto("/settings");
  await expect(page.getByRole("region", { name: "Sessions" })).toContainText("here and nowhere else");
});

test("everything is downloaded as one file [AUTH-029]", async ({ me, page }) => {
  await add(me, "Buy milk");
  await page.goto("/settings");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download everything" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^clearlist-\d{4}-\d\d-\d\d\.json$/);
  const document = JSON.parse(readFileSync(await download.path(), "utf8"));
  expect(document.tasks).toMatchObject([{ title: "Buy milk", user_id: me.id }]);
});

test("an account is deleted by its password, and the browser lands at the start [AUTH-031, UI-004]", async ({
  me,
  page,
}) => {
  await openSetting(page, "Delete your account");
  await page.getByLabel("Current password", { exact: true }).fill("wrong password");
  const button = page.getByRole("button", { name: "Delete for good" });
  expect((await answerTo(page, () => button.click())).status()).toBe(422);
  await expectRefused(page, { "Current password": "That is not your password." });

  await page.getByLabel("Current password", { exact: true }).fill(me.password);
  await button.click();
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("status")).toHaveText("Your account is deleted, and everything that was in it.");
  expect((await me.api("/tasks")).status).toBe(401);
});
