import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";

import { add, expect, newcomer, signInAs, taskOf, test, titlesOf } from "../support/browser";
import { ELSEWHERE, SCRIPTS } from "../support/payloads";
import { person } from "../support/person";
import { record } from "../support/record";

/** Nothing has run: not where scripts run anyway, and not where they do not. Dialogs and blocked scripts fail by themselves. */
const nothingRan = async (page: Page) => expect(await page.evaluate(() => "pwned" in window)).toBe(false);

test("at least 50 scripts in titles and names stay text, to the letter [SEC-045, SEC-017]", async ({
  context,
  page,
}) => {
  expect(new Set(SCRIPTS).size).toBeGreaterThanOrEqual(50);
  const name = SCRIPTS.find((one) => one.startsWith("<svg onload"))!;
  const who = await newcomer(context, name);
  await Promise.all(SCRIPTS.map((title) => add(who, { title, description: title })));
  const shown: string[] = [];
  for (const offset of [0, 50]) {
    await page.goto(`/tasks?offset=${offset}`);
    shown.push(...(await page.locator(".row .strike").allTextContents()));
    await nothingRan(page);
  }
  record("scripts in titles and names", SCRIPTS.length, SCRIPTS.filter((one) => !shown.includes(one)).length);
  expect(shown.sort()).toEqual([...SCRIPTS].sort());
  await expect(page.locator(".account-name")).toHaveText(name);
});

test("and on the pages of a task, in their titles and in a conflict [SEC-045, SEC-017]", async ({ me, page }) => {
  // All of them at once: as much as a description takes.
  const description = SCRIPTS.join("\n").slice(0, 2000);
  for (const title of ["</title><script>pwned=1</script>", '" autofocus onfocus=pwned=1 x="']) {
    const [id] = await add(me, { title, description });
    await page.goto(`/tasks/${id}/delete`);
    await expect(page.getByRole("main")).toContainText(title);
    await nothingRan(page);
    await page.goto(`/tasks/${id}`);
    await expect(page).toHaveTitle(new RegExp(title.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")));
    await expect(page.getByLabel("Title")).toHaveValue(title);
    await expect(page.getByLabel("Description")).toHaveValue(description);
    await nothingRan(page);

    await page.getByLabel("Title").focus(); // what is not looked at follows what changes elsewhere
    await me.api(`/tasks/${id}`, { method: "PATCH", body: { title: `${title}!` } });
    await page.getByLabel("Title").fill(`${title}?`);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("alert")).toContainText(`${title}!`);
    await nothingRan(page);
  }
});

test("redirectTo stays on this site in a real browser [SEC-044, SEC-016]", async ({ me, page }) => {
  expect(me.id).not.toBe("");
  const odd = ELSEWHERE.filter((target) => /evil/.test(target) && !/^https?:\/\/evil/.test(target)).slice(0, 12);
  let elsewhere = 0;
  for (const redirectTo of odd) {
    await page.goto(`/login?${new URLSearchParams({ redirectTo })}`);
    if (new URL(page.url()).origin !== process.env.SERVER_URL) elsewhere += 1;
    await expect(page).toHaveURL("/tasks");
  }
  record("redirects in a browser", odd.length, elsewhere);
});

test("a page of another site that sends every form of ours by itself changes nothing [SEC-046, SEC-011]", async ({
  browser,
}) => {
  const server = process.env.SERVER_URL!;
  const who = await person(server);
  const [id] = await add(who, "Buy milk");
  const before = await taskOf(who, id!);
  const acts: [string, string, Record<string, string>][] = [
    ["post", "/tasks", { title: "forged" }],
    ["post", "/tasks/new", { title: "forged" }],
    ["post", `/tasks/${id}`, { title: "forged", description: "", version: "1" }],
    ["post", `/tasks/${id}/completion`, { completed: "true" }],
    ["post", `/tasks/${id}/delete`, {}],
    ["post", `/tasks/${id}/delete.data`, {}],
    ["post", "/logout", {}],
    ["get", "/logout", {}],
    ["post", "/login", { email: who.email, password: who.password }],
    ["post", "/signup", { name: "Mallory", email: `forged-${who.email}`, password: "correct horse" }],
    ["post", "/forgot-password", { email: who.email }],
    ["post", "/api/auth/sign-out", {}],
    ["get", "/api/auth/sign-out", {}],
    ["post", "/api/auth/update-user", { name: "Mallory" }],
    ["post", "/api/auth/delete-user", { password: who.password }],
    ["post", "/api/auth/sign-in/email", { email: who.email, password: who.password }],
    ["post", `/api/${who.id}/tasks`, { title: "forged" }],
    ["post", `/api/${who.id}/tasks/${id}`, { title: "forged" }],
  ];
  const html = acts.map(([method, path, fields], i) => {
    const inputs = Object.entries(fields).map(([name, value]) => `<input name="${name}" value="${value}">`);
    return `<iframe name="f${i}"></iframe><form method="${method}" action="${server}${path}" target="f${i}">${inputs.join("")}</form>`;
  });
  const evil = createServer((_, res) => {
    res.setHeader("Content-Type", "text/html");
    res.end(
      `${html.join("")}<script>for (const form of document.forms) HTMLFormElement.prototype.submit.call(form)</script>`,
    );
  });
  await new Promise<void>((resolve) => evil.listen(0, "127.0.0.1", resolve));
  // Its scripts run whatever ours may do; and what this browser complains of is not our page's doing.
  const context = await browser.newContext({ javaScriptEnabled: true });
  try {
    await signInAs(context, who);
    const page = await context.newPage();
    const answers = new Map<string, number>();
    page.on("response", (answer) => {
      const { pathname, origin } = new URL(answer.url());
      if (origin === server) answers.set(`${answer.request().method().toLowerCase()} ${pathname}`, answer.status());
    });
    // 127.0.0.1 and localhost are two sites to a browser, and so are their cookies.
    await page.goto(`http://127.0.0.1:${(evil.address() as AddressInfo).port}/`);
    await expect.poll(() => acts.filter(([method, path]) => !answers.has(`${method} ${path}`))).toEqual([]);
    const done = acts.filter(([method, path]) => method === "post" && answers.get(`post ${path}`)! < 400);
    record("forms of another site", acts.length, done.length);
    expect(done).toEqual([]);

    expect(await taskOf(who, id!)).toEqual(before);
    expect(await titlesOf(who)).toEqual(["Buy milk"]);
    await page.goto(`${server}/tasks`);
    await expect(page).toHaveURL(`${server}/tasks`);
    await expect(page.locator(".account-name")).toHaveText(who.name);
  } finally {
    await context.close();
    await new Promise((resolve) => evil.close(resolve));
  }
});
