import { readFileSync } from "node:fs";

import { expect, newcomer, test } from "../support/browser";

const contract = JSON.parse(readFileSync("specs/contracts/openapi.json", "utf8"));
const codes: string[] = contract.components.schemas.Problem.properties.code.enum;

test("a stranger reads every operation of the contract, and what to put into the line for a shell [API-043]", async ({
  page,
}) => {
  await page.goto("/docs/api");
  for (const item of Object.values<Record<string, { operationId?: string; summary: string }>>(contract.paths))
    for (const { operationId, summary } of Object.values(item))
      if (operationId)
        await expect(page.locator(`#${operationId}`).getByRole("heading", { level: 3 })).toHaveText(summary);
  await page.locator("#listTasks").getByText("From a shell").click();
  await expect(page.locator("#listTasks pre")).toContainText(["Bearer TOKEN"]);
});

test("whoever is signed in finds their own token in the lines, and it works [API-043]", async ({ context, page }) => {
  const me = await newcomer(context);
  await page.goto("/docs/api");
  await page.locator("#listTasks").getByText("From a shell").click();
  const line = await page.locator("#listTasks .terminal").innerText();
  const [, token, url] = /Bearer ([\w.-]+)' '([^']+)'/.exec(line)!;
  expect(url).toContain(me.id);
  const answer = await fetch(url!, { headers: { Authorization: `Bearer ${token}` } });
  expect(answer.status).toBe(200);
});

test("each error is explained on its page: what happened, why, what to do [API-044]", async ({ page }) => {
  for (const code of codes) {
    await page.goto(`/problems/${code.replaceAll("_", "-")}`);
    await expect(page.getByRole("heading", { level: 2 })).toHaveText(["What happened", "Why", "What to do"]);
  }
  const missing = await page.goto("/problems/nothing-like-it");
  expect(missing?.status()).toBe(404);
});
