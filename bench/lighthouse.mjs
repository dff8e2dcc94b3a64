// The pages as a phone on a slow network finds them, by Lighthouse, and how soon they answer a hand.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "@playwright/test";

import { findChromium } from "../scripts/chromium.mjs";
import { freePort } from "../scripts/postgres.mjs";
import { goal } from "./report.mjs";
import { seed } from "./seed.mjs";
import { installPeers } from "./servers.mjs";
import { percentile, spread } from "./statistics.mjs";
import { sessionCookie } from "./tokens.mjs";

/** It is installed with the peers, when the benchmark runs. */
const peers = createRequire(new URL("peers/package.json", import.meta.url));
const RUNS = 3;
const TASKS = 50;
const PAGES = [{ path: "/" }, { path: "/login" }, { path: "/tasks", signedIn: true }];
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
/** What is reported of each run beside its scores; times are worked out for a slow phone. */
const FIGURES = {
  fcp: "first-contentful-paint",
  lcp: "largest-contentful-paint",
  cls: "cumulative-layout-shift",
  tbt: "total-blocking-time",
  bytes: "total-byte-weight",
};
const PHONE = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true };
/** As Lighthouse slows a processor down to that of a phone. */
const SLOWER = 4;
const TICKS = 40;
/** The shortest that the event timing API tells of; whatever it leaves out was shorter. */
const SHORTEST_MS = 16;

/** Loads each page three times, and uses the list once, as somebody with fifty tasks. */
export async function lighthouse({ stage }) {
  installPeers();
  const { url, size } = await stage.small();
  const user = size.users + 1;
  await seed(url, { first: user, last: user, tasks: TASKS });
  const server = await stage.start("product", { DATABASE_URL: url });
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [`--remote-debugging-port=${port}`, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
  try {
    const pages = [];
    for (const page of PAGES) pages.push({ path: page.path, ...(await audited(page, { stage, server, user, port })) });
    stage.tell("taps and keys");
    const inp = await hands(browser, server, user);
    print(pages, inp);
    return { figures: { pages, inp }, goals: goalsOf(pages, inp), charts: [] };
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function audited({ path, signedIn }, { stage, server, user, port }) {
  const { default: audit } = await import(pathToFileURL(peers.resolve("lighthouse")).href);
  const extraHeaders = signedIn ? { Cookie: sessionCookie(user) } : undefined;
  const results = [];
  for (let run = 1; run <= RUNS; run++) {
    stage.tell(`Lighthouse ${run} of ${RUNS}: ${path}`);
    const options = { port, extraHeaders, onlyCategories: CATEGORIES, logLevel: "error" };
    const { lhr } = await audit(server.origin + path, options);
    if (new URL(lhr.finalDisplayedUrl).pathname !== path)
      throw new Error(`${path} led to ${lhr.finalDisplayedUrl}: ${JSON.stringify(lhr.runtimeError ?? "")}`);
    results.push(lhr);
  }
  const over = (names, of) =>
    Object.fromEntries(Object.entries(names).map(([name, id]) => [name, spread(results.map((lhr) => of(lhr, id)))]));
  return {
    scores: over(Object.fromEntries(CATEGORIES.map((name) => [name, name])), (lhr, id) =>
      Math.round(100 * lhr.categories[id].score),
    ),
    ...over(FIGURES, (lhr, id) => lhr.audits[id].numericValue),
    wanting: [...new Set(results.flatMap(wanting))],
  };
}

/** What keeps a score below 100. */
function wanting(lhr) {
  return CATEGORIES.flatMap((name) =>
    lhr.categories[name].auditRefs
      .filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 0.95)
      .map(({ id }) => `${name}: ${id}`),
  );
}

/**
 * Ticks tasks and types into the search on a processor that is slowed down, and reads what the browser timed. As INP is
 * defined, one of fifty may be slower.
 */
async function hands(browser, server, user) {
  const context = await browser.newContext({ ...PHONE, baseURL: server.origin });
  const [name, value] = sessionCookie(user).split("=");
  await context.addCookies([{ name, value, url: server.origin }]);
  const page = await context.newPage();
  await page.addInitScript((least) => {
    window.timed = [];
    new PerformanceObserver((list) => {
      for (const { interactionId, duration, name } of list.getEntries())
        if (interactionId) window.timed.push([interactionId, duration, name]);
    }).observe({ type: "event", durationThreshold: least, buffered: true });
  }, SHORTEST_MS);
  await (await context.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.goto("/tasks", { waitUntil: "networkidle" });
  // The scripts have come to life: a tap that comes before waits for them.
  await page.waitForFunction(() =>
    Object.keys(document.querySelector("main")).some((key) => key.startsWith("__reactProps")),
  );
  await page.waitForTimeout(1000);

  let count = 0;
  for (let row = 0; row < TICKS; row++, count++) {
    const tick = page.locator(".tick").nth(row);
    const before = await tick.getAttribute("value");
    await tap(page, tick);
    await page.waitForFunction(([at, was]) => document.querySelectorAll(".tick")[at]?.value !== was, [row, before]);
    await page.waitForTimeout(200); // as fast as one taps
  }
  await page.waitForLoadState("networkidle");
  const search = page.getByRole("searchbox");
  await tap(page, search);
  count++;
  for (const key of "task 17 of user task 3") {
    await search.press(key === " " ? "Space" : key);
    count++;
    await page.waitForTimeout(100); // as fast as one types
  }
  await page.waitForLoadState("networkidle");
  const timed = await page.evaluate(() => new Promise((done) => setTimeout(() => done(window.timed), 500)));
  await context.close();

  // One tap is several events; it took as long as the longest of them.
  const longest = new Map();
  for (const [id, duration] of timed) longest.set(id, Math.max(duration, longest.get(id) ?? 0));
  const all = [...longest.values(), ...Array(Math.max(0, count - longest.size)).fill(SHORTEST_MS)].sort(
    (a, b) => a - b,
  );
  const slowest = timed.sort((a, b) => b[1] - a[1]).slice(0, 5);
  return { count: all.length, p50: percentile(all, 0.5), p98: percentile(all, 0.98), most: all.at(-1), slowest };
}

/** Not by Playwright's own tap, whose look at what was hit takes place within it. */
async function tap(page, what) {
  await what.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await what.boundingBox();
  await page.touchscreen.tap(x + width / 2, y + height / 2);
}

function goalsOf(pages, { p98 }) {
  return [
    ...pages.flatMap(({ path, scores, lcp, cls }) => [
      ...CATEGORIES.map((name) => goal(`${path}: ${name}`, 100, "", scores[name], { atLeast: true })),
      goal(`${path}: largest paint (LCP)`, 1800, "ms", lcp),
      goal(`${path}: shift of the layout (CLS)`, 0, "", cls),
    ]),
    goal("/tasks: tap or key until it shows (INP)", 100, "ms", p98),
  ];
}

function print(pages, { count, p50, p98, most, slowest }) {
  console.log("\nlighthouse");
  for (const { path, scores, fcp, lcp, cls, tbt, bytes, wanting } of pages)
    console.log(
      path.padEnd(8),
      CATEGORIES.map((name) => `${name} ${scores[name].median}`).join(", "),
      `FCP ${fcp.median.toFixed(0)} ms, LCP ${lcp.median.toFixed(0)} ms, CLS ${cls.median.toFixed(3)}, TBT ${tbt.median.toFixed(0)} ms,`,
      `${bytes.median.toFixed(0)} bytes${wanting.map((one) => `\n         ${one}`).join("")}`,
    );
  console.log(`${count} taps and keys: ${p50} ms, p98 ${p98} ms, at most ${most} ms`);
  console.log(slowest.map(([, ms, name]) => `${name} ${ms} ms`).join(", "));
}
