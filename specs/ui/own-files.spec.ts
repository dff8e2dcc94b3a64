import { add, expect, test } from "../support/browser";

test("a page's scripts, styles, fonts and pictures all come from here, and all arrive [UI-006, SEC-013]", async ({
  baseURL,
  me,
  page,
}) => {
  const [id] = await add(me, "Buy milk");
  const answers: string[] = [];
  page.on("response", (response) =>
    answers.push(`${response.status()} ${response.request().resourceType()} ${response.url()}`),
  );
  const see = async (path: string) => {
    await page.goto(path);
    await page.evaluate(() => document.fonts.ready);
  };
  for (const path of ["/tasks", "/tasks/new", `/tasks/${id}`, `/tasks/${id}/delete`]) await see(path);
  await page.context().clearCookies();
  for (const path of ["/", "/signup", "/login", "/forgot-password", "/reset-password"]) await see(path);

  expect(answers.filter((line) => !/^(200|204|30\d) /.test(line))).toEqual([]);
  expect(answers.filter((line) => !line.includes(` ${baseURL}/`) && !line.includes(" data:"))).toEqual([]);
  for (const kind of ["document", "stylesheet", "font"])
    expect(answers.some((line) => line.includes(` ${kind} `))).toBe(true);
});
