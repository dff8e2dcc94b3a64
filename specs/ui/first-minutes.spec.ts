import { expect, newDocuments, rows, test } from "../support/browser";

test("an empty list says how to begin, and says it no more once there is a task [UI-078, UI-012]", async ({
  me,
  page,
}) => {
  expect(me.id).toBeTruthy();
  await page.goto("/tasks");
  const hints = page.getByRole("list", { name: "How it goes" }).getByRole("listitem");
  await expect(hints).toHaveCount(3);
  await page.emulateMedia({ media: "print" });
  await expect(hints.filter({ visible: true })).toHaveCount(0);
  await page.emulateMedia({ media: "screen" });

  const loaded = newDocuments(page);
  await page.getByRole("link", { name: "Write down the first thing" }).click();
  await expect(page.getByLabel("New task")).toBeFocused();
  expect(loaded).toEqual([]);
  await page.keyboard.type("Buy milk");
  await page.keyboard.press("Enter");
  await expect(rows(page)).toHaveCount(1);
  await expect(hints).toHaveCount(0);
});
