import type { Page } from "@playwright/test";

import { answerTo, expect, expectRefused, mailsTo, test } from "../support/browser";

test("a forgotten password is replaced through the mail, and everything older is signed out [AUTH-011, AUTH-012, OPS-007]", async ({
  baseURL,
  me,
  page,
}) => {
  const link = await linkFor(page, me.email);
  expect(link).toMatch(new RegExp(`^${baseURL}/reset-password\\?`));

  await page.goto(link);
  await page.getByLabel("New password").fill("a better battery");
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page).toHaveURL("/login");
  await expect(page.getByRole("status")).toHaveText("Your password is changed. Sign in with the new one.");

  const withOld = await fetch(`${baseURL}/tasks`, { headers: { Cookie: me.cookie }, redirect: "manual" });
  expect(withOld.status).toBe(303);
  expect((await me.api("/tasks")).status).toBe(401);

  await page.getByLabel("E-mail").fill(me.email);
  await page.getByLabel("Password", { exact: true }).fill(me.password);
  expect((await answerTo(page, () => page.getByRole("button", { name: "Sign in" }).click())).status()).toBe(401);
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill("a better battery");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/tasks");
});

test("a link works once; afterwards there is the way to a new one [AUTH-013, AUTH-011]", async ({ me, page }) => {
  const link = await linkFor(page, me.email);
  await page.goto(link);
  await page.getByLabel("New password").fill("a better battery");
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page).toHaveURL("/login");

  await page.goto(link);
  await expectNoWayIn(page);
});

test("a link that was never ours changes nothing [AUTH-013]", async ({ page }) => {
  for (const query of ["?token=0123456789abcdef", "?token=", "", `?token=${"x".repeat(300)}`]) {
    await page.goto(`/reset-password${query}`);
    await expectNoWayIn(page);
  }
});

test("a new password that breaks the rule is refused, and the link is still good [AUTH-001, AUTH-013, UI-004]", async ({
  me,
  page,
}) => {
  await page.goto(await linkFor(page, me.email));
  await page.getByLabel("New password").fill("short");
  const answer = await answerTo(page, () => page.getByRole("button", { name: "Change the password" }).click());
  expect(answer.status()).toBe(422);
  await expectRefused(page, { "New password": "Password must have at least 8 characters." });
  await expect(page.getByLabel("New password")).toHaveValue("");

  await page.getByLabel("New password").fill("a better battery");
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page).toHaveURL("/login");
});

test("an address without an account gets the same words, and no mail [AUTH-010]", async ({ me, page }) => {
  const stranger = `not-${me.email}`;
  const said: string[] = [];
  for (const email of [stranger, me.email]) {
    const answer = await answerTo(page, () => ask(page, email));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Look into your mail");
    said.push(`${answer.status()} ${await page.getByRole("main").innerText()}`);
  }
  expect(said[0]).toBe(said[1]);
  await expect.poll(() => mailsTo(me.email)).toHaveLength(1);
  expect(mailsTo(stranger)).toEqual([]);
});

test("an address that is none is refused [UI-004]", async ({ page }) => {
  const answer = await answerTo(page, () => ask(page, "ada@"));
  expect(answer.status()).toBe(422);
  await expectRefused(page, { "E-mail": "E-mail must be an e-mail address like ada@example.com." });
  await expect(page.getByLabel("E-mail")).toHaveValue("ada@");
});

async function ask(page: Page, email: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto("/login");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(page).toHaveURL("/forgot-password");
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Send the link" }).click();
}

/** The link in the mail that comes after asking for one. */
async function linkFor(page: Page, email: string): Promise<string> {
  await ask(page, email);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Look into your mail");
  await expect.poll(() => mailsTo(email)).toHaveLength(1);
  return /https?:\/\/\S+/.exec(mailsTo(email)[0]!)![0];
}

async function expectNoWayIn(page: Page): Promise<void> {
  await page.getByLabel("New password").fill("yet another one");
  const answer = await answerTo(page, () => page.getByRole("button", { name: "Change the password" }).click());
  expect(answer.status()).toBe(422);
  await expect(page.getByRole("alert")).toContainText(/This link/);
  await page.getByRole("link", { name: "Ask for a new link" }).click();
  await expect(page).toHaveURL("/forgot-password");
}
