import type { Page } from "@playwright/test";

import { brightness, expect, setTheme, test } from "../support/browser";
import { submit } from "../support/person";

const APPEARANCE = { name: "Appearance" };

async function choose(page: Page, label: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status")).toHaveText("Your preferences are saved.");
  await expect(page.getByLabel(label, { exact: true })).toBeChecked();
}

test("a stranger chooses dark, and every page is dark from its first byte [UI-060, UI-061]", async ({ page }) => {
  await setTheme(page, "light");
  await page.goto("/");
  await page.getByRole("link", { name: "Preferences" }).click();
  await expect(page.getByRole("group", APPEARANCE).getByLabel("As the system has it")).toBeChecked();
  await expect(page.locator("meta[name=theme-color]")).toHaveCount(2);
  await choose(page, "Dark");
  await expect(page).toHaveURL("/preferences");
  await expect.poll(async () => (await brightness(page)).paper).toBeLessThan(0.15);

  for (const path of ["/", "/login", "/nowhere", "/problems/not-found", "/preferences"]) {
    const answer = await page.goto(path);
    expect(await answer!.text()).toMatch(/^<!DOCTYPE html><html [^>]*data-theme="dark"/);
    expect((await brightness(page)).paper).toBeLessThan(0.15);
    expect((await brightness(page)).ink).toBeGreaterThan(0.8);
    await expect(page.locator("meta[name=color-scheme]")).toHaveAttribute("content", "dark");
    await expect(page.locator("meta[name=theme-color]")).toHaveAttribute("content", "#0f1517");
  }
});

test("who is signed in chooses light on a dark system, and then to follow it again [UI-060, UI-061]", async ({
  me: _,
  page,
}) => {
  await setTheme(page, "dark");
  await page.goto("/settings");
  await page.getByRole("link", { name: "Change your preferences" }).click();
  await expect(page.getByRole("navigation", { name: "Filter" })).toBeVisible();
  await choose(page, "Light");
  await page.goto("/tasks");
  expect((await brightness(page)).paper).toBeGreaterThan(0.9);
  await page.goto("/preferences");
  await choose(page, "As the system has it");
  await expect.poll(async () => (await brightness(page)).paper).toBeLessThan(0.15);
});

test("a choice is kept for a year, apart from the others, and what is no choice is refused or passed over [UI-062]", async ({
  baseURL,
}) => {
  const url = `${baseURL}/preferences`;
  const [cookie, ...attributes] = (
    await submit(url, { theme: "light" }, "preferences=theme=dark&language=de&keys=off")
  ).headers
    .getSetCookie()[0]!
    .split("; ");
  expect(cookie).toBe("preferences=theme=light&language=de&keys=off");
  expect(attributes).toEqual(["Max-Age=31536000", "Path=/", "HttpOnly", "SameSite=Lax"]);

  for (const odd of ["theme=pink&keys=maybe", "%E0%A4%A", '"', "theme=dark&theme=light&".repeat(40), ""]) {
    const answer = await fetch(url, { headers: { Cookie: `preferences=${odd}` } });
    expect(answer.status).toBe(200);
    expect(/data-theme="([^"]*)"/.exec(await answer.text())?.[1]).toBe(odd.includes("dark") ? "dark" : undefined);
  }

  const refused = await submit(url, { theme: "pink" });
  expect(refused.status).toBe(422);
  expect(refused.headers.getSetCookie()).toEqual([]);
  const html = await refused.text();
  expect(html).toContain("<title>Error: Preferences");
  expect(html.split("Appearance must be one of the choices.").length - 1).toBeGreaterThanOrEqual(2);
});
