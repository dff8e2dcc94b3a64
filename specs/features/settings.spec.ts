import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { add, answerTo, expect, expectRefused, mailsTo, test } from "../support/browser";
import { signInAgain } from "../support/person";
import { codeOf, wrongCode } from "../support/totp";

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
  await expect(page.getByRole("region", { name: "You", exact: true })).toContainText("Ada <b>Lovelace</b>");
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

test("an address is changed through a mail to the new one, and the old one hears of it [AUTH-032, AUTH-034, UI-040]", async ({
  me,
  page,
}) => {
  const wanted = `new-${me.email}`;
  await openSetting(page, "Change your e-mail");
  await page.getByLabel("New e-mail").fill(wanted);
  await page.getByLabel("Current password", { exact: true }).fill("wrong password");
  const button = page.getByRole("button", { name: "Send the link" });
  expect((await answerTo(page, () => button.click())).status()).toBe(422);
  await expectRefused(page, { "Current password": "That is not your password." });
  await expect(page.getByLabel("New e-mail")).toHaveValue(wanted);

  await page.getByLabel("Current password", { exact: true }).fill(me.password);
  await button.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Look into your new mailbox");
  await expect.poll(() => mailsTo(wanted)).toHaveLength(1);
  expect(mailsTo(me.email).at(-1)).toContain(wanted);
  const link = /https?:\/\/\S+/.exec(mailsTo(wanted)[0]!)![0];
  await page.goto(link);
  await expect(page.getByRole("main")).toContainText(wanted);
  await page.getByRole("button", { name: "Use this address" }).click();
  await expectDone(page, "Your e-mail address is changed.");
  await expect(page.getByRole("region", { name: "You", exact: true })).toContainText(wanted);
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link is of no use");
});

test("a second factor is set up, asked for, and switched off [AUTH-036, AUTH-037, AUTH-038, AUTH-041, UI-040]", async ({
  me,
  page,
}) => {
  await openSetting(page, "Set it up");
  const password = page.getByLabel("Current password", { exact: true });
  await password.fill(me.password);
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Give this to your app");
  const link = new URL((await page.getByRole("link", { name: "Open my app" }).getAttribute("href"))!);
  expect(decodeURIComponent(link.pathname)).toBe(`/Clearlist:${me.email}`);
  const secret = link.searchParams.get("secret")!;
  await expect(page.getByText(secret.match(/.{1,4}/g)!.join(" "))).toBeVisible();

  const on = page.getByRole("button", { name: "Switch it on" });
  await page.getByLabel("Code", { exact: true }).fill(wrongCode(secret));
  expect((await answerTo(page, () => on.click())).status()).toBe(422);
  await expectRefused(page, { Code: "That code does not match, or it was used already." });
  await page.getByLabel("Code", { exact: true }).fill(codeOf(secret));
  await on.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your second factor is on");
  const codes = await page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem").allInnerTexts();
  expect(codes).toHaveLength(10);
  await page.getByRole("link", { name: "I have kept them" }).click();
  await expect(page.getByRole("region", { name: "Second factor" })).toContainText("It is on");

  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/");
  await page.goto("/login?redirectTo=/tasks/new");
  await page.getByLabel("E-mail").fill(me.email);
  await page.getByLabel("Password", { exact: true }).fill(me.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/login\/code/);
  await page.getByLabel("Code", { exact: true }).fill("000 000");
  expect((await answerTo(page, () => page.getByRole("button", { name: "Sign in" }).click())).status()).toBe(401);
  await expectRefused(page, { Code: "That code does not match, or it was used already." });
  await page.getByLabel("Code", { exact: true }).fill(codes[0]!);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/tasks\/new/);

  await openSetting(page, "Switch it off");
  await password.fill(me.password);
  await page.getByRole("button", { name: "Switch it off" }).click();
  await expectDone(page, "The second factor is off. Your password alone signs you in.");
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
