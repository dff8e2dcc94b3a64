import { answerTo, expect, expectRefused, test } from "../support/browser";

test.use({ locale: "de-AT" });

test("strangers are spoken to in the language of their browser [UI-051, UI-054]", async ({ page }) => {
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ein klares Blatt für alles, was zu tun ist.");
  await expect(page.getByText("21. Nov.")).toBeVisible();

  await page.getByRole("link", { name: "Registrieren" }).click();
  await expect(page).toHaveTitle("Registrieren — Clearlist");
  await page.getByLabel("E-Mail").fill("ada");
  await page.getByLabel("Passwort", { exact: true }).fill("kurz");
  await answerTo(page, () => page.getByRole("button", { name: "Registrieren" }).click());
  await expect(page).toHaveTitle("Fehler: Registrieren — Clearlist");
  await expectRefused(page, {
    Name: "Der Name darf nicht leer sein.",
    "E-Mail": "Die E-Mail-Adresse muss aussehen wie ada@example.com.",
    Passwort: "Das Passwort muss mindestens 8 Zeichen haben.",
  });

  const texts = fetched.filter((path) => /\/\w+\.(de|en)-[^/]+\.js$/.test(path)).map((path) => path.slice(8, -12));
  expect(new Set(texts)).toEqual(new Set(["main.de", "strangers.de"]));
});
