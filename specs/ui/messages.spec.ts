import type { Page } from "@playwright/test";

import { add, expect, test } from "../support/browser";

/** What is done to "Buy milk", and what is said about it. */
const DEEDS: [what: string, says: string, act: (page: Page) => Promise<unknown>][] = [
  [
    "adding",
    "Added.",
    async (page) => {
      await page.getByLabel("New task").fill("Call Nadia");
      await page.getByRole("button", { name: "Add" }).click();
    },
  ],
  ["completing", "Completed.", (page) => page.getByRole("button", { name: "Complete Buy milk" }).click()],
  ["reopening", "Reopened.", (page) => page.getByRole("button", { name: "Reopen Water the fig tree" }).click()],
  [
    "deleting",
    "Deleted. Undo",
    async (page) => {
      await page.getByRole("link", { name: "Delete Buy milk" }).click();
      await page.getByRole("button", { name: "Delete", exact: true }).click();
    },
  ],
  [
    "saving",
    "Saved.",
    async (page) => {
      await page.getByRole("link", { name: "Buy milk", exact: true }).click();
      await page.getByRole("button", { name: "Save" }).click();
    },
  ],
];

for (const [what, says, act] of DEEDS)
  test(`${what} is said once: "${says}" does not come again on reload [UI-003]`, async ({ me, page }) => {
    await add(me, "Buy milk", { title: "Water the fig tree", completed: true });
    await page.goto("/tasks");
    await expect(page.getByRole("status")).toBeEmpty();
    await act(page);
    await expect(page.getByRole("status")).toHaveText(says);
    await page.reload();
    await expect(page.getByRole("status")).toBeEmpty();
  });

test("words that somebody else puts into the message's cookie are not shown [UI-003, SEC-017]", async ({
  baseURL,
  me: _,
  page,
}) => {
  for (const value of ["you-have-won", "toString", "<b>won</b>", "tasks-deleted.many", "tasks-deleted.2.<b>"]) {
    await page.context().addCookies([{ name: "flash", value, url: baseURL! }]);
    await page.goto("/tasks");
    await expect(page.getByRole("status")).toBeEmpty();
  }
});
