import type { Page } from "@playwright/test";

import { add, expect, newcomer, rows, test } from "../support/browser";

test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

test("on a phone rows are high, the parts of the list lie under the thumb, and more waits behind a button [UI-076]", async ({
  me,
  page,
}) => {
  await add(me, ...Array.from({ length: 20 }, (_, i) => `Task ${i}`));
  await page.goto("/tasks");
  for (const row of (await rows(page).all()).slice(0, 3))
    expect((await row.boundingBox())!.height).toBeGreaterThanOrEqual(52);

  const bar = (await page.getByRole("navigation", { name: "Filter" }).boundingBox())!;
  expect([bar.y + bar.height, bar.width]).toEqual([844, 390]);
  await expect(rows(page).first().getByRole("link", { name: "Delete" })).toHaveCount(0);
  await rows(page).first().getByLabel("More for Task 19").tap();
  await expect(rows(page).first().getByRole("link", { name: "Delete", exact: true })).toBeVisible();

  // The last row can be scrolled out from under the bar.
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  const last = (await rows(page).last().boundingBox())!;
  expect(last.y + last.height).toBeLessThanOrEqual(bar.y);
});

test("rows out of sight are laid out when they come into it, and can be reached before [OPS-075]", async ({
  me,
  page,
}) => {
  await add(me, ...Array.from({ length: 50 }, (_, i) => `Task ${i}`));
  await page.goto("/tasks");
  const isLaidOut = (of: "first" | "last") =>
    rows(page)
      [of]()
      .getByRole("link", { name: "Task" })
      .evaluate((link) => link.checkVisibility({ contentVisibilityAuto: true }));
  expect(await isLaidOut("first")).toBe(true);
  expect(await isLaidOut("last")).toBe(false);

  const last = page.getByRole("link", { name: "Task 0", exact: true });
  await last.focus();
  await expect(last).toBeInViewport();
  await expect.poll(() => isLaidOut("last")).toBe(true);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Title")).toHaveValue("Task 0");
});

test("what the first touch needs has run once before it [OPS-075]", async ({ me, page }) => {
  await add(me, "Buy milk");
  await page.addInitScript(() => {
    addEventListener("pointerover", ({ isTrusted }) => {
      document.documentElement.dataset.touched = isTrusted ? "by a hand" : "by the page";
    });
  });
  await page.goto("/tasks");
  await expect(page.locator("html")).toHaveAttribute("data-touched", "by the page");
});

test("each field asks the phone for its keyboard, and is large enough to write in without zooming [UI-076, UI-077]", async ({
  page,
}) => {
  const found: Record<string, string[]> = {};
  const look = async (path: string) => {
    await page.goto(path);
    found[path.replace(/[?].*|(?<=\/tasks\/)[^n].*/, "")] = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLInputElement>("input, select, textarea")]
        .filter((field) => field.checkVisibility() && field.type !== "checkbox" && field.type !== "radio")
        .map((field) => {
          const small = parseFloat(getComputedStyle(field).fontSize) < 16 ? "too small" : "";
          return [field.name, field.inputMode, field.autocomplete, field.enterKeyHint, small].filter(Boolean).join(" ");
        }),
    );
  };
  await look("/signup");
  await look("/login");
  await look("/login/code");
  await look("/forgot-password");
  await look("/reset-password?token=0");
  const who = await newcomer(page.context());
  const [id] = await add(who, "Buy milk", "Pay rent");
  for (const path of ["/tasks", "/tasks/new", `/tasks/${id}`]) await look(path);
  for (const name of ["name", "email", "password", "deletion"]) await look(`/settings/${name}`);
  expect(found).toMatchObject({
    "/signup": ["name name next", "email email username next", "password new-password go"],
    "/login": ["email email username next", "password current-password go"],
    "/login/code": ["code one-time-code go"],
    "/forgot-password": ["email email username send"],
    "/reset-password": ["password new-password go"],
    "/tasks": expect.arrayContaining(["sort", "q off search", "title off done"]),
    "/tasks/new": ["title done", "description"],
    "/tasks/": ["title done", "description"],
    "/settings/name": ["name name done"],
    "/settings/email": ["email email username next", "currentPassword current-password send"],
    "/settings/password": ["currentPassword current-password next", "newPassword new-password done"],
    "/settings/deletion": ["currentPassword current-password done"],
  });
  expect(await codeKeyboard(page, who.password)).toBe("numeric");
});

/** What the six digits of an authenticator app are typed on. */
async function codeKeyboard(page: Page, password: string): Promise<string> {
  await page.goto("/settings/second-factor");
  await page.getByLabel("Current password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Go on" }).click();
  return page.getByLabel("Code", { exact: true }).evaluate((field: HTMLInputElement) => field.inputMode);
}
