import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { add, answerTo, expect, newcomer, openWithKeys, setTheme, test } from "../support/browser";
import { signInAgain } from "../support/person";
import { codeOf } from "../support/totp";

const LONG = "W".repeat(200);
const ODD = [
  LONG,
  "🌱".repeat(200),
  "شراء الحليب غدًا صباحًا من المتجر الذي عند الناصية",
  "<b>Buy</b> milk &amp; cheese",
  "Call Nadia",
];

/** Each page in each state that looks different: what opens it. */
const PAGES: Record<string, (page: Page) => Promise<unknown>> = {
  "the start": (page) => page.goto("/"),
  "sign-up": (page) => page.goto("/signup"),
  "sign-up, refused": (page) => refused(page, "/signup", { "E-mail": "x".repeat(254) }, "Sign up"),
  "sign-up, a mail is on its way": (page) => page.goto("/signup?sent"),
  "sign-in": (page) => page.goto("/login"),
  "sign-in, refused": (page) =>
    refused(page, "/login", { "E-mail": "ada@example.com", Password: "wrong password" }, "Sign in"),
  "asking for a mail": (page) => page.goto("/forgot-password"),
  "asking for a mail, refused": (page) => refused(page, "/forgot-password", { "E-mail": "ada" }, "Send the link"),
  "a mail is on its way": (page) => page.goto("/forgot-password?sent"),
  "a new password": (page) => page.goto("/reset-password?token=0"),
  "a new password, refused": (page) =>
    refused(page, "/reset-password", { "New password": "short" }, "Change the password"),
  "a link of no use": (page) =>
    refused(page, "/reset-password?token=0", { "New password": "long enough" }, "Change the password"),
  "no such page": (page) => page.goto("/nowhere"),
  "the reference": (page) => page.goto("/docs/api"),
  "an error, explained": (page) => page.goto("/problems/validation-failed"),

  "an empty list": (page) => own(page, "/tasks"),
  "an empty part": (page) => own(page, "/tasks?status=done", "Buy milk"),
  "a list of which all is done": (page) => own(page, "/tasks?status=pending", { title: "Buy milk", completed: true }),
  "a list": async (page) => own(page, "/tasks", ...odd()),
  "what was found": (page) => own(page, "/tasks?q=milk", "Buy milk", "Pay rent"),
  "nothing found": (page) => own(page, "/tasks?q=rent", "Buy milk"),
  "the middle of a long list": (page) =>
    own(page, "/tasks?offset=50", ...Array.from({ length: 101 }, (_, i) => `Task ${i}`)),
  "a list, refused": async (page) => {
    await own(page, "/tasks", ...odd());
    await refused(page, "/tasks", { "New task": LONG.repeat(2) }, "Add");
  },
  "a new task": (page) => own(page, "/tasks/new"),
  "a new task, refused": async (page) => {
    await own(page, "/tasks");
    await refused(page, "/tasks/new", { Title: LONG.repeat(2), Description: LONG.repeat(11) }, "Add task");
  },
  "a task": (page) => own(page, "/tasks/ID", { title: LONG, description: LONG, completed: true }),
  "a task, refused": async (page) => {
    await own(page, "/tasks/ID", LONG);
    await refused(page, page.url(), { Title: " ", Description: LONG.repeat(11) }, "Save");
  },
  "a conflict": async (page) => {
    const who = await newcomer(page.context());
    const [id] = await add(who, { title: LONG, description: LONG });
    await page.goto(`/tasks/${id}`);
    await page.getByLabel("Description").focus();
    await who.api(`/tasks/${id}`, {
      method: "PATCH",
      body: { title: "V".repeat(200), description: "Short", completed: true },
    });
    await page.getByLabel("Description").fill(`${LONG}\n${LONG}`);
    await answerTo(page, () => page.getByRole("button", { name: "Save" }).click());
    await expect(page.getByRole("alert")).toBeVisible();
  },
  preferences: (page) => own(page, "/preferences"),
  "preferences of a stranger": (page) => page.goto("/preferences"),
  "choosing from the list": (page) => own(page, "/tasks?select=true", ...odd()),
  "choosing from the list, refused": async (page) => {
    await own(page, "/tasks?select=true", ...odd());
    await answerTo(page, () => page.getByRole("button", { name: "Complete" }).first().click());
    await expect(page.getByRole("alert")).toBeVisible();
  },
  "an empty Trash": (page) => own(page, "/trash"),
  "the Trash, and a way back": async (page) => {
    const who = await newcomer(page.context());
    const ids = await add(who, ...odd());
    for (const id of ids.slice(1)) await who.api(`/tasks/${id}`, { method: "DELETE" });
    await page.goto(`/tasks/${ids[0]}/delete`);
    await page.getByRole("button", { name: "Delete" }).click();
    await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
    await page.goto("/trash");
    await expect(page.getByRole("listitem").first()).toBeVisible();
  },
  "asking before deleting for ever": async (page) => {
    const who = await newcomer(page.context());
    const [id] = await add(who, LONG);
    await who.api(`/tasks/${id}`, { method: "DELETE" });
    await page.goto("/trash");
    await page.getByRole("link", { name: "Empty the Trash" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  },
  "no insights yet": (page) => own(page, "/insights"),
  insights: (page) => own(page, "/insights", { title: LONG, completed: true }, "Buy milk"),
  settings: (page) => own(page, "/settings"),
  "a name": (page) => own(page, "/settings/name"),
  "another address": (page) => own(page, "/settings/email"),
  "another address, asked for": (page) => own(page, "/settings/email?sent"),
  "a link to confirm an address that is of no use": (page) => page.goto("/confirm-email?token=0"),
  "a password, refused": async (page) => {
    await own(page, "/tasks");
    const fields = { "Current password": "wrong password", "New password": "long enough" };
    await refused(page, "/settings/password", fields, "Change the password");
  },
  sessions: async (page) => {
    const who = await newcomer(page.context());
    await signInAgain(process.env.SERVER_URL!, who);
    await page.goto("/settings/sessions");
  },
  "a second factor": (page) => own(page, "/settings/second-factor"),
  "a second factor, to be confirmed": (page) => secondFactor(page),
  "a second factor, switched on": async (page) => {
    const secret = await secondFactor(page);
    await page.getByLabel("Code", { exact: true }).fill(codeOf(secret));
    await page.getByRole("button", { name: "Switch it on" }).click();
    await expect(page.getByRole("list", { name: "Recovery codes" })).toBeVisible();
  },
  "a code, refused": (page) => refused(page, "/login/code", { Code: "123456" }, "Sign in"),
  "new recovery codes": (page) => own(page, "/settings/recovery-codes"),
  "an account to be deleted": (page) => own(page, "/settings/deletion"),
  "an access token": async (page) => {
    await own(page, "/settings/token");
    await page.getByRole("button", { name: "Show a token" }).click();
    await expect(page.getByLabel("Token")).toBeVisible();
  },
  "asking before deleting": (page) => own(page, "/tasks/ID/delete", LONG),
  "a list, with the question before deleting": async (page) => {
    await own(page, "/tasks", LONG);
    await page
      .getByRole("link", { name: /^Delete/ })
      .first()
      .focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Delete this task?" })).toBeVisible();
  },
  "a list, with its keys": (page) => withKeys(page, "?"),
  "a list, with the palette": (page) => withKeys(page, "Control+k"),
  "a form that cannot be read": async (page) => {
    await own(page, "/tasks/ID", "Buy milk");
    await page.locator("input[type=hidden][name=completed]").evaluate((field: HTMLInputElement) => {
      field.form!.setAttribute("enctype", "text/plain");
    });
    await answerTo(page, () => page.getByRole("button", { name: "Save" }).click());
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("That could not be read");
  },
};

/** The list, and what a key opens over it; without scripts that is the list alone. */
async function withKeys(page: Page, key: string) {
  await own(page, "/tasks", LONG, "Buy milk");
  if (test.info().project.use.javaScriptEnabled === false) return;
  await openWithKeys(page, "/tasks");
  await page.keyboard.press(key);
  await expect(page.getByRole("dialog")).toBeVisible();
}

for (const [name, open] of Object.entries(PAGES))
  test(`${name}: is a whole page, passes WCAG in light and dark, fits from 320 px on, enlarged as well, and can be hit with a finger [UI-001, UI-022, UI-023, UI-024, UI-064, UI-068]`, async ({
    javaScriptEnabled,
    page,
  }) => {
    await open(page);
    await expect.soft(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expect.soft(page).toHaveTitle(/^(Error: )?\S.* · Clearlist$/);
    await expect.soft(page.locator("html")).toHaveAttribute("lang", "en");
    await expect.soft(page.getByRole("main")).toHaveId("main");
    await expect.soft(page.getByRole("banner")).toHaveCount(1);
    await expect.soft(page.getByRole("link", { name: "Skip to the content" })).toHaveAttribute("href", "#main");

    expect.soft(await page.evaluate(offScale)).toEqual([]);
    for (const theme of ["light", "dark"] as const) {
      await setTheme(page, theme);
      expect.soft(await violations(page, theme, javaScriptEnabled !== false)).toEqual([]);
    }

    for (const width of [1280, 768, 320]) {
      await page.setViewportSize({ width, height: 640 });
      expect.soft(await page.evaluate(overhang)).toEqual([]);
    }
    // What a window of 1280 by 1024 px is at 400 %.
    await page.setViewportSize({ width: 320, height: 256 });
    expect.soft(await page.evaluate(overhang)).toEqual([]);
    expect.soft(await page.evaluate(staying)).toBeLessThanOrEqual(128);
    await page.setViewportSize({ width: 320, height: 640 });
    const protocol = await page.context().newCDPSession(page);
    await protocol.send("Emulation.setTouchEmulationEnabled", { enabled: true });
    expect.soft(await page.evaluate(overhang)).toEqual([]);
    expect.soft(await page.evaluate(tooSmall)).toEqual([]);
  });

test("each page has a title of its own [UI-001]", async ({ me, page, context }) => {
  const [id] = await add(me, "Buy milk");
  const titles: string[] = [];
  const see = async (path: string) => {
    await page.goto(path);
    titles.push(await page.title());
  };
  for (const path of [
    "/tasks",
    "/tasks?status=pending",
    "/tasks?status=done",
    "/tasks/new",
    `/tasks/${id}`,
    `/tasks/${id}/delete`,
    ...["", "/name", "/email", "/email?sent", "/password", "/sessions", "/second-factor", "/recovery-codes"].map(
      (path) => `/settings${path}`,
    ),
    ...["/settings/token", "/settings/deletion"],
  ])
    await see(path);
  await context.clearCookies();
  for (const path of [
    "/",
    "/signup",
    "/login",
    "/login/code",
    "/confirm-email",
    "/preferences",
    "/forgot-password",
    "/forgot-password?sent",
    "/reset-password",
    "/nowhere",
  ])
    await see(path);
  expect(new Set(titles).size).toBe(26);
});

/** A newcomer with these tasks at `path`, in which ID stands for the first of them. */
async function own(page: Page, path: string, ...tasks: Parameters<typeof add>[1][]): Promise<void> {
  const who = await newcomer(page.context(), LONG.slice(0, 100));
  const [id] = await add(who, ...tasks);
  await page.goto(path.replace("ID", id ?? ""));
}

/** Sets up a second factor up to the code: its secret. */
async function secondFactor(page: Page): Promise<string> {
  const who = await newcomer(page.context());
  await page.goto("/settings/second-factor");
  await page.getByLabel("Current password", { exact: true }).fill(who.password);
  await page.getByRole("button", { name: "Go on" }).click();
  const link = await page.getByRole("link", { name: "Open my app" }).getAttribute("href");
  return new URL(link!).searchParams.get("secret")!;
}

async function refused(page: Page, path: string, fields: Record<string, string>, button: string): Promise<void> {
  await page.goto(path);
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
  await answerTo(page, () => page.getByRole("button", { name: button, exact: true }).click());
  await expect(page.getByRole("alert")).toBeVisible();
}

function odd() {
  return ODD.map((title, i) => ({ title, description: i % 2 ? null : title, completed: i > 2 }));
}

/** What axe finds, one line each. In the dark only colours can have changed. */
async function violations(page: Page, theme: "light" | "dark", scripts: boolean): Promise<string[]> {
  // Where scripts are off timers never fire, and axe would wait for its own; promises are kept.
  if (!scripts)
    await page.evaluate(() =>
      Object.assign(window, { setTimeout: (run: () => void) => void Promise.resolve().then(run) }),
    );
  const axe = new AxeBuilder({ page }).options({ preload: false, resultTypes: ["violations"] }).setLegacyMode();
  if (theme === "light") axe.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]);
  else axe.withRules(["color-contrast", "link-in-text-block"]);
  const found = await axe.analyze();
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${theme}, ${id}: ${node.html} ${node.failureSummary}`),
  );
}

/** What sticks out of the page sideways, unless it scrolls or is cut off within something that does not. */
function overhang(): string[] {
  const { clientWidth: width, scrollWidth } = document.documentElement;
  const out = scrollWidth > width ? [`at ${width} px the page is ${scrollWidth} px wide`] : [];
  const contained = (element: Element): boolean =>
    element !== document.body &&
    (getComputedStyle(element).overflowX !== "visible" || contained(element.parentElement!));
  for (const element of document.body.querySelectorAll("*")) {
    const { left, right, width: own } = element.getBoundingClientRect();
    if (own > 1 && (left < -1 || right > width + 1) && !contained(element.parentElement!))
      out.push(`at ${width} px from ${left} to ${right}: ${element.outerHTML.slice(0, 100)}`);
  }
  return out;
}

/** How much of the window's height is taken by what stays put when the page scrolls. */
function staying(): number {
  const heights = [...document.querySelectorAll("body *")]
    .filter((one) => ["fixed", "sticky"].includes(getComputedStyle(one).position))
    .filter((one) => !one.matches(".skip:not(:focus), dialog"))
    .map((one) => one.getBoundingClientRect().height);
  return heights.reduce((sum, height) => sum + height, 0);
}

/** Texts in a size or weight that is none of ours. */
function offScale(): string[] {
  const sizes = ["13px", "15px", "16px", "17px", "19px", "22px", "30px"];
  const weights = ["400", "500", "650"];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const odd: string[] = [];
  while (texts.nextNode()) {
    const { parentElement: parent, textContent } = texts.currentNode;
    if (!textContent?.trim() || !parent!.checkVisibility() || parent!.closest("script, style, .landing h1")) continue;
    const { fontSize, fontWeight } = getComputedStyle(parent!);
    if (!sizes.includes(fontSize) || !weights.includes(fontWeight))
      odd.push(`${fontSize} ${fontWeight}: ${parent!.outerHTML.slice(0, 100)}`);
  }
  return odd;
}

/** What can be pressed but not well: measured by where a finger hits it, whatever box it has. */
function tooSmall(): string[] {
  const small: string[] = [];
  for (const element of document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary")) {
    const seen = element.checkVisibility({ visibilityProperty: true });
    const dialog = document.querySelector("dialog:modal");
    if (dialog && !dialog.contains(element)) continue;
    if (!seen || getComputedStyle(element).pointerEvents === "none") continue;
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const target = element.closest("label") ?? element;
    const box = target.getClientRects()[0]!;
    // No further than is enough: a finger is not interested in more, and looking for it takes time.
    const reach = (dx: number, dy: number, enough: number) => {
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      let steps = 0;
      while (
        steps < enough &&
        target.contains(document.elementFromPoint(x + dx * (steps + 0.5), y + dy * (steps + 0.5)))
      )
        steps++;
      return steps;
    };
    const span = (dx: number, dy: number, enough: number) => {
      const one = reach(dx, dy, enough);
      return one + reach(-dx, -dy, enough - one);
    };
    const least = element.matches("button, input, select, textarea, summary, nav a, header a, .button") ? 44 : 24;
    const [width, height] = [span(1, 0, 24), span(0, 1, least)];
    if (height < least || width < 24) small.push(`${width} x ${height}: ${target.outerHTML.slice(0, 120)}`);
  }
  return small;
}
