import { expect, newcomer, test, titlesOf } from "../support/browser";

test("a request can be tried in the reference, as oneself [API-043]", async ({ context, page }) => {
  const me = await newcomer(context);
  await page.goto("/docs/api");
  const making = page.locator("#createTask");
  await making.getByText("Try it").click();
  await making.getByLabel("Body").fill('{"title": "From the reference"}');
  await making.getByRole("button", { name: "Send" }).click();
  await expect(making.getByRole("status")).toContainText("201");
  await expect(making.getByRole("status")).toContainText('etag: "v1"');
  expect(await titlesOf(me)).toEqual(["From the reference"]);

  const listing = page.locator("#listTasks");
  await listing.getByText("Try it").click();
  await listing.getByLabel("q (query)").fill("refer");
  await listing.getByRole("button", { name: "Send" }).click();
  await expect(listing.getByRole("status")).toContainText('"title": "From the reference"');
  await listing.getByLabel("limit (query)").fill("0");
  await listing.getByRole("button", { name: "Send" }).click();
  await expect(listing.getByRole("status")).toContainText("limit must be a whole number from 1 to 200");
});
