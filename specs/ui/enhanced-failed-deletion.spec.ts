import { add, expect, rows, test, titlesOf } from "../support/browser";

test.use({ expected: /net::ERR_|the server responded with a status of 5\d\d/ });

for (const [how, status] of [
  ["the server fails", 500],
  ["the server is away", 503],
  ["there is no connection", 0],
] as const)
  test(`a deleted row comes back with a sentence when ${how} [UI-017]`, async ({ me, page }) => {
    await add(me, "Buy milk", "Call Nadia");
    await page.goto("/tasks");
    await page.route("**/delete.data*", (route) => (status ? route.fulfill({ status, body: "" }) : route.abort()));
    await page.getByRole("link", { name: "Delete Buy milk" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await expect(page.getByRole("alert")).toContainText("nothing has changed");
    await expect(rows(page)).toContainText(["Call Nadia", "Buy milk"]);
    expect(await titlesOf(me)).toEqual(["Call Nadia", "Buy milk"]);
  });
