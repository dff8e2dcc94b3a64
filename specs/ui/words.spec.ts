import { add, answerTo, expect, expectRefused, mailsTo, rows, test } from "../support/browser";

const TITLE = "شراء الحليب غدًا";

/** What of English would show in each page, were a text forgotten. */
const ENGLISH =
  /\b(the|your|you|and|with|sign|task|tasks|settings|delete|search|add|edit|save|pending|back|page|from|here|none|password \w+)\b/i;

test.use({ locale: "de-AT" });

test("strangers are spoken to in the language of their browser, and fetch no other [UI-051, UI-054]", async ({
  javaScriptEnabled,
  page,
}) => {
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ein klares Blatt für alles, was zu tun ist.");

  await page.getByRole("main").getByRole("link", { name: "Registrieren" }).click();
  await expect(page).toHaveTitle("Registrieren · Clearlist");
  await page.getByLabel("E-Mail").fill("ada");
  await page.getByLabel("Passwort", { exact: true }).fill("kurz");
  await answerTo(page, () => page.getByRole("button", { name: "Registrieren" }).click());
  await expect(page).toHaveTitle("Fehler: Registrieren · Clearlist");
  await expectRefused(page, {
    Name: "Der Name darf nicht leer sein.",
    "E-Mail": "Die E-Mail-Adresse muss aussehen wie ada@example.com.",
    Passwort: "Das Passwort muss mindestens 8 Zeichen haben.",
  });

  const texts = fetched.filter((path) => /\/\w+\.(de|en)-[^/]+\.js$/.test(path)).map((path) => path.slice(8, -12));
  expect(new Set(texts)).toEqual(new Set(javaScriptEnabled === false ? [] : ["main.de", "strangers.de"]));
});

test("somebody goes through a day in German, and nothing English is left [UI-051, UI-052, UI-053, UI-056]", async ({
  page,
  me,
}) => {
  await page.goto("/tasks");
  await expect(page.getByText("Hier steht noch nichts.")).toBeVisible();
  await page.getByLabel("Neue Aufgabe", { exact: true }).fill("Milch kaufen");
  await page.getByRole("button", { name: "Hinzufügen" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Hinzugefügt." })).toBeVisible();
  await page.getByRole("button", { name: "Milch kaufen erledigen" }).click();
  await expect(page.getByRole("button", { name: "Milch kaufen wieder öffnen" })).toBeVisible();

  await page.getByLabel("Neue Aufgabe", { exact: true }).fill("W".repeat(201));
  await answerTo(page, () => page.getByRole("button", { name: "Hinzufügen" }).click());
  await expect(page.getByRole("alert")).toContainText("Der Titel darf höchstens 200 Zeichen haben.");
  const refused = await me.api("/tasks", { body: { title: "" }, headers: { "Accept-Language": "de" } });
  expect(await refused.json()).toMatchObject({ detail: "title must not be empty." });

  await add(me, "Miete zahlen", "Mietvertrag lesen");
  for (const [q, found] of [
    ["milch", "„milch“ steht in 1 Aufgabe"],
    ["miet", "„miet“ steht in 2 Aufgaben"],
    ["nichts", "„nichts“ steht in 0 Aufgaben"],
  ]) {
    await page.goto(`/tasks?q=${q}`);
    await expect(page.getByText(found!, { exact: true })).toBeVisible();
    await expect(page).toHaveTitle(`„${q}“ in Aufgaben · Clearlist`);
  }
  await page.goto("/tasks?q=milch");
  await rows(page, "Aufgaben").getByRole("link", { name: "Milch kaufen", exact: true }).click();
  await page.getByLabel("Beschreibung").fill("Die gute");
  await page.getByRole("button", { name: "Speichern" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Gespeichert." })).toBeVisible();
  await expect(page.getByText(/^\d{1,2}\. \p{L}+\.? \d{4}, \d\d:\d\d UTC$/u).first()).toBeVisible();

  for (const path of EVERY_PAGE) {
    await page.goto(path);
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    const seen = await page.evaluate(() => {
      const named = [...document.querySelectorAll("[aria-label], [title], [placeholder], [alt]")];
      const names = named.map((each) =>
        ["aria-label", "title", "placeholder", "alt"].map((name) => each.getAttribute(name)).join(" "),
      );
      return [document.title, document.body.innerText, ...names].join("\n").replaceAll(/Download|\(Englisch\)/g, "");
    });
    expect(
      seen.split("\n").filter((line) => ENGLISH.test(line)),
      path,
    ).toEqual([]);
  }

  await page.goto("/settings/email");
  const wanted = `neu-${me.email}`;
  await page.getByLabel("Neue E-Mail").fill(wanted);
  await page.getByLabel("Jetziges Passwort").fill(me.password);
  await page.getByRole("button", { name: "Link schicken" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sieh in dein neues Postfach");
  expect(mailsTo(wanted).join()).toContain("folge diesem Link, um dies zur E-Mail-Adresse deines Kontos zu machen");
});

const EVERY_PAGE = [
  "/tasks",
  "/tasks?status=done",
  "/tasks?offset=50",
  "/tasks/new",
  "/insights",
  "/trash",
  "/trash?select=true",
  "/settings",
  "/settings/name",
  "/settings/email",
  "/settings/password",
  "/settings/second-factor",
  "/settings/recovery-codes",
  "/settings/sessions",
  "/settings/token",
  "/settings/deletion",
  "/preferences",
  "/confirm-email?token=0",
  "/forgot-password",
  "/reset-password",
  "/nowhere",
];

test("a language that was chosen goes before the browser's, and stays [UI-051]", async ({ page, me }) => {
  await page.goto("/login");
  await page.goto("/preferences");
  await page.getByLabel("English").check();
  await page.getByRole("button", { name: "Speichern" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Preferences");
  await expect(page.getByText("Your preferences are saved.")).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.goto("/tasks");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByText("Signed out.")).toBeVisible();
  await page.goto("/login");
  await page.getByLabel("E-mail").fill(me.email);
  await page.getByLabel("Password", { exact: true }).fill("wrong password");
  await answerTo(page, () => page.getByRole("button", { name: "Sign in" }).click());
  await expect(page.getByRole("alert")).toContainText("That e-mail and password do not match.");
});

test("what runs from right to left turns nothing else round [UI-055]", async ({ page, me }) => {
  const [id] = await add(me, TITLE);
  await page.goto("/tasks");
  await expect(page.getByRole("button", { name: `\u2068${TITLE}\u2069 erledigen` })).toBeVisible();
  await expect(rows(page, "Aufgaben").getByRole("link", { name: TITLE, exact: true })).toHaveAttribute("dir", "auto");
  await page.goto(`/tasks/${id}/delete`);
  await expect(page).toHaveTitle(`\u2068${TITLE}\u2069 löschen · Clearlist`);
  await page.goto(`/tasks?q=${TITLE}`);
  await expect(page.locator("bdi", { hasText: TITLE })).toBeVisible();
});
