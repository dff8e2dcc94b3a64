import type { Page } from "@playwright/test";

import { add, answerTo, expect, expectRefused, test } from "../support/browser";
import { post } from "../support/person";

test("the right password leads to the list, and needs no words [AUTH-004, UI-003]", async ({ me, page }) => {
  await page.context().clearCookies();
  await page.goto("/");
  await page.getByRole("link", { name: "Sign in" }).click();
  await signIn(page, me.email, me.password);

  await expect(page).toHaveURL("/tasks");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tasks");
  await expect(page.getByRole("status")).toBeEmpty();
});

test("a wrong password and an unknown address are one answer; the address stays, the password goes [AUTH-005, UI-004]", async ({
  me,
  page,
}) => {
  await page.context().clearCookies();
  for (const email of [me.email, `not-${me.email}`]) {
    await page.goto("/login");
    const answer = await answerTo(page, () => signIn(page, email, "not the password"));
    expect(answer.status()).toBe(401);
    await expect(page.getByRole("alert")).toHaveText("You are not signed inThat e-mail and password do not match.");
    await expect(page).toHaveTitle(/^Error: /);
    await expect(page.getByLabel("E-mail")).toHaveValue(email);
    await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
  }
});

test("an empty form is explained [UI-004, UI-018]", async ({ page }) => {
  await page.goto("/login");
  const answer = await answerTo(page, () => signIn(page, "", ""));
  expect(answer.status()).toBe(422);
  await expectRefused(page, { "E-mail": "E-mail must not be empty.", Password: "Password must not be empty." });
});

test("a stranger signs in first and then lands where they were going [AUTH-006, AUTH-004]", async ({ me, page }) => {
  await page.context().clearCookies();
  await page.goto("/tasks?status=pending&sort=title");
  await expect(page).toHaveURL("/login?redirectTo=%2Ftasks%3Fstatus%3Dpending%26sort%3Dtitle");

  await signIn(page, me.email, "not the password");
  await expect(page.getByRole("alert")).toBeVisible();
  await signIn(page, me.email, me.password);
  await expect(page).toHaveURL("/tasks?status=pending&sort=title");
});

test("a stranger who has no account yet finds the way there from sign-up too [AUTH-006]", async ({ me, page }) => {
  await page.context().clearCookies();
  await page.goto("/tasks/new");
  await page.getByRole("link", { name: "Sign up" }).click();
  await page.getByLabel("Name").fill("Ada");
  await signIn(page, `new-${me.email}`, me.password, "Sign up");
  await expect(page).toHaveURL(/\/tasks\/new\b/);
});

test("a form that is sent after the session has ended leads to sign-in and then to the list [AUTH-006, AUTH-009]", async ({
  baseURL,
  me,
  page,
}) => {
  const [task] = await add(me, "Buy milk");
  await page.goto(`/tasks/${task}`);
  await post(`${baseURL}/api/auth/sign-out`, {}, { Cookie: me.cookie, Origin: baseURL! });
  await page.getByLabel("Title").fill("Buy oat milk");
  await page.getByRole("button", { name: "Save" }).click();

  await expect(page).toHaveURL("/login?redirectTo=%2Ftasks");
  await signIn(page, me.email, me.password);
  await expect(page).toHaveURL("/tasks");
  await expect(page.getByRole("link", { name: "Buy milk", exact: true })).toBeVisible();
});

test("somebody who is signed in already is sent on [UI-007]", async ({ me: _, page }) => {
  for (const path of ["/", "/login", "/signup"]) {
    await page.goto(path);
    await expect(page).toHaveURL("/tasks");
  }
  for (const path of ["/login", "/signup"]) {
    await page.goto(`${path}?redirectTo=%2Ftasks%2Fnew`);
    await expect(page).toHaveURL(/\/tasks\/new\b/);
  }
});

test("a link to the sign-in page cannot lead away from the site [SEC-016]", async ({ me, page }) => {
  for (const target of ["//evil.example", "https://evil.example/tasks", "/\\evil.example", "javascript:alert(1)"]) {
    await page.context().clearCookies();
    await page.goto(`/login?${new URLSearchParams({ redirectTo: target })}`);
    await signIn(page, me.email, me.password);
    await expect(page).toHaveURL("/tasks");
  }
});

test("signing in while signed in ends the session before [AUTH-007]", async ({ baseURL, me, page }) => {
  const [before] = await page.context().cookies();
  await page.context().clearCookies();
  await page.goto("/login");
  await page.context().addCookies([before!]); // as after signing in in another window
  await signIn(page, me.email, me.password);
  await expect(page).toHaveURL("/tasks");

  const [now] = await page.context().cookies();
  expect(now!.value).not.toBe(before!.value);
  const withOld = await fetch(`${baseURL}/tasks`, { headers: { Cookie: me.cookie }, redirect: "manual" });
  expect(withOld.headers.get("Location")).toBe("/login?redirectTo=%2Ftasks");
});

async function signIn(page: Page, email: string, password: string, button = "Sign in"): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: button }).click();
}
