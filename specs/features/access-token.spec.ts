import { execFileSync } from "node:child_process";

import { add, expect, test } from "../support/browser";

test("a person gets an access token from the settings, and the line works as pasted [UI-029]", async ({ me, page }) => {
  await add(me, "Buy milk");
  await page.goto("/tasks");
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("link", { name: "Get a token" }).click();
  await page.getByRole("button", { name: "Show a token" }).click();

  const until = await page.getByRole("time").or(page.locator("main time")).first().getAttribute("datetime");
  const minutes = (Date.parse(until!) - Date.now()) / 60_000;
  expect(minutes).toBeGreaterThan(8);
  expect(minutes).toBeLessThanOrEqual(10);
  const token = await page.getByLabel("Token").inputValue();
  const answer = await fetch(`${process.env.SERVER_URL}/api/${me.id}/tasks`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  expect(answer.status).toBe(200);
  const line = await page.locator("main .terminal").innerText();
  expect(JSON.parse(execFileSync("/bin/sh", ["-c", line], { encoding: "utf8" }))).toMatchObject({
    items: [{ title: "Buy milk" }],
  });
});
