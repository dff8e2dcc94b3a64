import { randomUUID } from "node:crypto";

import { answerTo, expect, expectRefused, test } from "../support/browser";

const right = () => ({ Name: "Ada Lovelace", "E-mail": `${randomUUID()}@example.com`, Password: "correct horse" });

test("somebody signs up and starts with an empty list [AUTH-002, UI-002, UI-003]", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Sign up" }).click();
  for (const [label, value] of Object.entries(right())) await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole("button", { name: "Sign up" }).click();

  await expect(page).toHaveURL("/tasks");
  await expect(page.getByRole("status")).toHaveText("Your account is ready.");
  await expect(page.getByText("Ada Lovelace")).toBeVisible();
  await expect(page.getByText("Nothing is written here yet.")).toBeVisible();
});

for (const [what, label, value, sentence] of [
  ["a blank name", "Name", "   ", "Name must not be empty."],
  ["a name of 101 characters", "Name", "x".repeat(101), "Name must have at most 100 characters."],
  ["an address without an end", "E-mail", "ada@", "E-mail must be an e-mail address like ada@example.com."],
  ["a password of 7 characters", "Password", "horses7", "Password must have at least 8 characters."],
  ["a password of 129 characters", "Password", "x".repeat(129), "Password must have at most 128 characters."],
] as const)
  test(`${what} is refused, and once put right it is an account [AUTH-001, UI-004]`, async ({ page }) => {
    const typed = { ...right(), [label]: value };
    await page.goto("/signup");
    for (const [name, text] of Object.entries(typed)) await page.getByLabel(name, { exact: true }).fill(text);
    const answer = await answerTo(page, () => page.getByRole("button", { name: "Sign up" }).click());

    expect(answer.status()).toBe(422);
    await expectRefused(page, { [label]: sentence });
    await expect(page.getByLabel("Name")).toHaveValue(typed.Name);
    await expect(page.getByLabel("E-mail")).toHaveValue(typed["E-mail"]);
    await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");

    await page.getByLabel(label, { exact: true }).fill(right()[label]);
    await page.getByLabel("Password", { exact: true }).fill(right().Password);
    await page.getByRole("button", { name: "Sign up" }).click();
    await expect(page).toHaveURL("/tasks");
  });

test("everything that is wrong is said at once [AUTH-001, UI-004, UI-018]", async ({ page }) => {
  await page.goto("/signup");
  await page.getByLabel("E-mail").fill("nobody");
  await page.getByRole("button", { name: "Sign up" }).click();

  await expectRefused(page, {
    Name: "Name must not be empty.",
    "E-mail": "E-mail must be an e-mail address like ada@example.com.",
    Password: "Password must have at least 8 characters.",
  });
});

test("an address that has an account, in whatever letters, is refused beside its field [AUTH-003]", async ({
  me,
  page,
}) => {
  await page.context().clearCookies();
  await page.goto("/signup");
  await page.getByLabel("Name").fill("Somebody else");
  await page.getByLabel("E-mail").fill(me.email.toUpperCase());
  await page.getByLabel("Password", { exact: true }).fill("another password");
  const answer = await answerTo(page, () => page.getByRole("button", { name: "Sign up" }).click());

  expect(answer.status()).toBe(422);
  await expectRefused(page, { "E-mail": "There is an account with this e-mail already. Sign in instead." });
  await page.goto("/tasks");
  await expect(page).toHaveURL("/login?redirectTo=%2Ftasks");
});

test("the rule for passwords is said before it is broken, and browsers know what to fill in [UI-008, UI-018]", async ({
  page,
}) => {
  await page.goto("/signup");
  await expect(page.getByLabel("Name")).toHaveAttribute("autocomplete", "name");
  await expect(page.getByLabel("E-mail")).toHaveAttribute("autocomplete", /^(username|email)$/);
  await expect(page.getByLabel("E-mail")).toHaveAttribute("type", "email");
  await expect(page.getByLabel("Password", { exact: true })).toHaveAttribute("autocomplete", "new-password");
  await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(/8 to 128 characters/);

  await page.goto("/login");
  await expect(page.getByLabel("E-mail")).toHaveAttribute("autocomplete", "username");
  await expect(page.getByLabel("Password", { exact: true })).toHaveAttribute("autocomplete", "current-password");
});
