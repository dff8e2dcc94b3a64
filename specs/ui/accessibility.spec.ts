import type { Page } from "@playwright/test";

import { add, answerTo, expect, rows, test } from "../support/browser";

test("with forced colours all that can be used is seen, and so is the focus [UI-065]", async ({ me, page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await add(me, { title: "Buy milk", completed: true }, "Call Nadia");
  for (const path of ["/tasks", "/tasks/new", "/preferences", "/settings/password"]) {
    await page.goto(path);
    expect([path, ...(await page.evaluate(unseen))]).toEqual([path]);
    await page.getByRole("main").locator("a, button, input, textarea").first().focus();
    for (let at = 0; at < 6; at++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(() => document.activeElement === document.body)) break;
      expect(await page.evaluate(ring)).toBe("seen");
    }
  }
  await page.goto("/tasks");
  await expect(rows(page).filter({ hasText: "Buy milk" }).locator(".strike")).toHaveCSS(
    "text-decoration-line",
    "line-through",
  );
  await expect(page.locator(".rail-link[aria-current=page]")).toHaveCSS("text-decoration-line", "underline");
});

test("on a phone neither the bar nor a message covers what has the focus [UI-066]", async ({ baseURL, me, page }) => {
  await add(me, ...Array.from({ length: 12 }, (_, i) => `Task ${i}`));
  await page.setViewportSize({ width: 320, height: 480 });
  // A message of two sentences stays until the page is left.
  await page.context().addCookies([{ name: "flash", value: "password-changed", url: baseURL! }]);
  await page.goto("/tasks");
  await expect(page.getByRole("status")).toContainText("Your password is changed.");
  await walk(page);
});

test("read aloud, a walk from signing in to the settings is whole [UI-067]", async ({
  javaScriptEnabled,
  me,
  page,
  context,
}) => {
  await context.clearCookies();
  await page.goto("/login");
  await page.getByLabel("E-mail").fill(me.email);
  await answerTo(page, () => page.getByRole("button", { name: "Sign in" }).click());
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - heading "Sign in" [level=1]
      - alert:
        - heading "You are not signed in" [level=2]
        - list:
          - listitem:
            - link "Password must not be empty."
      - textbox "E-mail": ${me.email}
      - textbox "Password"
      - paragraph: Password must not be empty.
      - button "Sign in"
  `);
  await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription("Password must not be empty.");
  await page.getByLabel("Password", { exact: true }).fill(me.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/tasks");
  await expect(page.locator("body")).toMatchAriaSnapshot(`
    - link "Skip to the content"
    - banner:
      - link "Clearlist"
      - navigation "Filter":
        - link "All 0"
        - link "Pending 0"
        - link "Done 0"
      - link "Settings"
      - button "Sign out"
    - main:
      - heading "Tasks" [level=1]
      - textbox "New task"
      - button "Add"
    - status
  `);

  await page.getByRole("textbox", { name: "New task" }).fill("Buy milk");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: "Added." })).toHaveCount(1);
  await expect(page.getByRole("list", { name: "Tasks" })).toMatchAriaSnapshot(`
    - list "Tasks":
      - listitem:
        - button "Complete Buy milk"
        - link "Buy milk"
        - paragraph:
          - time
        - link "Delete Buy milk"
  `);
  await page.getByRole("button", { name: "Complete Buy milk" }).click();
  await expect(page.getByRole("button", { name: "Reopen Buy milk" })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Filter" })).toMatchAriaSnapshot(`
    - navigation "Filter":
      - link "All 1"
      - link "Pending 0"
      - link "Done 1"
  `);
  await expect(page.getByRole("link", { name: "All 1" })).toHaveAttribute("aria-current", "page");

  await page.getByRole("link", { name: "Delete Buy milk" }).focus();
  await page.keyboard.press("Enter");
  const where = javaScriptEnabled === false ? "main" : "dialog";
  const asking = page.getByRole(where);
  await expect(asking).toMatchAriaSnapshot(`
    - ${where}:
      - heading "Delete this task?"
      - paragraph: Buy milk
  `);
  await expect(asking.getByRole("button", { name: "Delete" })).toBeVisible();
  await expect(asking.getByRole(where === "main" ? "link" : "button", { name: "Keep it" })).toBeVisible();
  await asking.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Deleted." })).toHaveCount(1);

  await page.getByRole("link", { name: "Settings" }).click();
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - heading "Settings" [level=1]
      - region "You":
        - heading "You" [level=2]
        - paragraph:
          - link "Change your name"
      - region "Preferences":
        - heading "Preferences" [level=2]
        - paragraph:
          - link "Change your preferences"
  `);
  await page.getByRole("link", { name: "Change your preferences" }).click();
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - heading "Preferences" [level=1]
      - group "Appearance":
        - radio "As the system has it" [checked]
        - radio "Light"
        - radio "Dark"
      - group "Single keys"
      - button "Save"
  `);
});

/** Tab by Tab to the end of the page: what has the focus is the topmost thing where it stands. */
async function walk(page: Page): Promise<void> {
  for (let at = 0; at < 60; at++) {
    await page.keyboard.press("Tab");
    const { covered, last } = await page.evaluate(() => {
      const one = document.activeElement as HTMLElement;
      if (one === document.body) return { covered: null, last: true };
      const box = one.getClientRects()[0]!;
      const x = box.left + Math.min(box.width / 2, 20);
      const over = [box.top + 2, box.bottom - 2]
        .map((y) => document.elementFromPoint(x, y))
        .find((hit) => hit?.closest(".rail, .toast") && !hit.closest(".rail")?.contains(one));
      return { covered: over ? `${one.outerHTML.slice(0, 80)} by ${over.className}` : null, last: false };
    });
    expect(covered).toBeNull();
    if (last) return;
  }
}

/** What can be used and has neither words nor an edge that shows. */
function unseen(): string[] {
  const lost: string[] = [];
  for (const one of document.querySelectorAll<HTMLElement>(
    "main :is(a[href], button, input, select, textarea, summary)",
  )) {
    if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || one.matches("[type=hidden]"))
      continue;
    const parts = [one, ...one.querySelectorAll("*")];
    const shows = parts.some((part) => {
      const style = getComputedStyle(part);
      const before = getComputedStyle(part, "::before");
      const paper = getComputedStyle(document.documentElement).backgroundColor;
      const edge = parseFloat(style.borderBottomWidth) > 0 && style.borderBottomColor !== paper;
      const words = [...part.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
      const drawn = part.matches("svg") && style.stroke !== "none" && style.stroke !== paper;
      const masked = before.maskImage !== "none" && before.backgroundColor !== paper;
      return (
        edge ||
        (words && style.clipPath === "none" && style.color !== paper) ||
        drawn ||
        masked ||
        before.content.includes("•")
      );
    });
    if (!shows && !one.closest(".quick-add, .search")) lost.push(one.outerHTML.slice(0, 100));
  }
  return lost;
}

/** Whether what has the focus, or what stands for it, has a ring. */
function ring(): string {
  const one = document.activeElement!;
  const row = one.closest(".quick-add, .row");
  const seen = [
    [one, undefined],
    [one, "::after"],
    [row, "::before"],
  ].some(([element, pseudo]) => {
    if (!element) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(element as Element, pseudo as string | undefined);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  });
  return seen ? "seen" : `${one.outerHTML.slice(0, 100)} has no ring`;
}
