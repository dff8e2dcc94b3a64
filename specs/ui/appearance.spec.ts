import { add, brightness, expect, rows, setTheme, test } from "../support/browser";

test("pages are light where the system is light, and dark where it is dark [UI-026]", async ({ me, page }) => {
  const [id] = await add(me, "Buy milk");
  const paths = ["/tasks", `/tasks/${id}`, "/", "/login", "/nowhere"];
  for (const path of paths) {
    if (path === "/") await page.context().clearCookies();
    await page.goto(path);
    await setTheme(page, "light");
    const light = await brightness(page);
    await setTheme(page, "dark");
    const dark = await brightness(page);
    expect(light.paper).toBeGreaterThan(0.9);
    expect(light.ink).toBeLessThan(0.2);
    expect(dark.paper).toBeLessThan(0.15);
    expect(dark.ink).toBeGreaterThan(0.8);
  }
});

test("nothing moves for people who want it so [UI-026]", async ({ me, page }) => {
  await add(me, { title: "Buy milk", completed: true });
  const paths = ["/tasks", "/tasks/new", "/"];
  const longest = async () => {
    const found: number[] = [];
    for (const path of paths) {
      if (path === "/") await page.context().clearCookies();
      await page.goto(path);
      found.push(await page.evaluate(slowest));
    }
    return Math.max(...found);
  };
  await page.emulateMedia({ reducedMotion: "reduce" });
  expect(await longest()).toBeLessThanOrEqual(1);
});

test("for everybody else things move, for a moment and in few ways, so the check above sees something [UI-026, UI-069]", async ({
  me,
  page,
}) => {
  await add(me, "Buy milk");
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await page.goto("/tasks");
  expect(await page.evaluate(slowest)).toBeGreaterThan(50);
  for (const path of ["/tasks", "/tasks/new", "/preferences", "/settings"]) {
    await page.goto(path);
    expect(await page.evaluate(slowest)).toBeLessThanOrEqual(200);
    const moving = new Set((await page.evaluate(transitions)).filter((property) => !GENTLE.includes(property)));
    expect([path, ...moving]).toEqual([path]);
  }
});

test("printed, the list is a list of tasks without buttons and navigation [UI-026]", async ({ me, page }) => {
  await add(me, ...Array.from({ length: 51 }, (_, i) => `Task ${i}`), {
    title: "Water the fig tree",
    description: "The one in the hall",
    completed: true,
  });
  await page.goto("/tasks");
  await setTheme(page, "dark");
  await page.emulateMedia({ media: "print" });

  await expect(page.getByRole("heading", { level: 1, name: "Tasks" })).toBeVisible();
  await expect(rows(page).first()).toContainText("Water the fig tree");
  await expect(page.getByText("The one in the hall")).toBeVisible();
  await expect(page.getByText("Task 50", { exact: true })).toBeVisible();
  // The rings stay, as on a list to be ticked with a pen.
  await expect(
    page.getByRole("button").and(page.locator(":not([value=true], [value=false])")).filter({ visible: true }),
  ).toHaveCount(0);
  await expect(page.getByRole("navigation").filter({ visible: true })).toHaveCount(0);
  await expect(page.getByRole("textbox").filter({ visible: true })).toHaveCount(0);
  await expect(page.getByRole("searchbox").filter({ visible: true })).toHaveCount(0);
  await expect(page.getByRole("combobox").filter({ visible: true })).toHaveCount(0);
  await expect(
    page.getByRole("link", { name: /Delete|Next page|New task|Clearlist|Skip/ }).filter({ visible: true }),
  ).toHaveCount(0);
  // Ink on white, whatever the screen was.
  const { paper, ink } = await brightness(page);
  expect(paper).toBeGreaterThan(0.9);
  expect(ink).toBeLessThan(0.2);
});

/** What may move: nothing that shifts what stands beside it. */
const GENTLE = ["opacity", "transform", "color", "background-color", "background-size", "border-color"].concat(
  ["top", "right", "bottom", "left"].map((side) => `border-${side}-color`),
  ["stroke-dashoffset"],
);

/** What transitions on the page. */
function transitions(): string[] {
  return [...document.querySelectorAll("*")].flatMap((element) => {
    const { transitionDuration, transitionProperty } = getComputedStyle(element);
    return transitionDuration === "0s" ? [] : transitionProperty.split(", ");
  });
}

/** The longest transition or animation on the page, in milliseconds. */
function slowest(): number {
  const durations = [...document.querySelectorAll("*")].flatMap((element) =>
    [undefined, "::before", "::after"].flatMap((pseudo) => {
      const { animationDuration, transitionDuration } = getComputedStyle(element, pseudo);
      return `${animationDuration}, ${transitionDuration}`
        .split(", ")
        .map((time) => parseFloat(time) * (time.endsWith("ms") ? 1 : 1000));
    }),
  );
  return Math.max(...durations.filter(Number.isFinite));
}
