// The pages as a phone on a slow network finds them, by Lighthouse, and how soon they answer a hand.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "@playwright/test";

import { findChromium } from "../scripts/chromium.mjs";
import { freePort } from "../scripts/postgres.mjs";
import { percentile, spread } from "./statistics.mjs";
import { sessionCookie } from "./tokens.mjs";

/** It is installed with the peers, when the benchmark runs. */
const peers = createRequire(new URL("peers/package.json", import.meta.url));
const PAGES = [{ path: "/" }, { path: "/login" }, { path: "/tasks", signedIn: true }];
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
/** What is reported of each run beside its scores. */
const FIGURES = {
  lcp: "largest-contentful-paint",
  cls: "cumulative-layout-shift",
  tbt: "total-blocking-time",
  bytes: "total-byte-weight",
};
const PHONE = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true };
/** As Lighthouse slows a processor down to that of a phone. */
const SLOWER = 4;
/** The shortest that the event timing API tells of; whatever it leaves out was shorter. */
const SHORTEST_MS = 16;

/**
 * Loads each page `runs` times and uses the list once, as the person `user` of the seed, who has fifty tasks.
 * @returns {Promise<{ pages: Page[], hands: Hands }>}
 *
 * @typedef {object} Page Medians; times in milliseconds as Lighthouse works them out for a slow phone.
 * @property {string} path
 * @property {Record<string, number>} scores Of 100.
 * @property {number} lcp
 * @property {number} cls
 * @property {number} tbt
 * @property {number} bytes
 * @property {string[]} wanting What keeps a score below 100.
 *
 * @typedef {{ count: number, p50: number, p98: number, most: number }} Hands How long taps and keys wait to be shown.
 */
export async function pagesOnPhone(server, { user, runs = 3, tell }) {
  const { default: lighthouse } = await import(pathToFileURL(peers.resolve("lighthouse")).href);
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [`--remote-debugging-port=${port}`, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
  try {
    const pages = [];
    for (const { path, signedIn } of PAGES) {
      const results = [];
      for (let run = 1; run <= runs; run++) {
        tell(`Lighthouse ${run} of ${runs}: ${path}`);
        const extraHeaders = signedIn ? { Cookie: sessionCookie(user) } : undefined;
        const { lhr } = await lighthouse(server.origin + path, {
          port,
          extraHeaders,
          onlyCategories: CATEGORIES,
          logLevel: "error",
        });
        if (new URL(lhr.finalDisplayedUrl).pathname !== path)
          throw new Error(`${path} led to ${lhr.finalDisplayedUrl}: ${JSON.stringify(lhr.runtimeError ?? "")}`);
        results.push(lhr);
      }
      pages.push({ path, ...summary(results) });
    }
    tell("taps and keys");
    return { pages, hands: await hands(browser, server, user) };
  } finally {
    await browser.close();
  }
}

/** The same as lines to read. */
export function described({ pages, hands: { count, p50, p98, most } }) {
  const lines = pages.map(({ path, scores, lcp, cls, tbt, bytes, wanting }) => {
    const figures = `LCP ${lcp.toFixed(0)} ms, CLS ${cls.toFixed(3)}, TBT ${tbt.toFixed(0)} ms, ${bytes.toFixed(0)} bytes`;
    const scored = CATEGORIES.map((name) => `${name} ${scores[name]}`).join(", ");
    return `${path.padEnd(8)} ${scored}; ${figures}${wanting.map((one) => `\n         ${one}`).join("")}`;
  });
  return [...lines, `INP of ${count} taps and keys: ${p50} ms, p98 ${p98} ms, at most ${most} ms`].join("\n");
}

function summary(results) {
  const middle = (of) => spread(results.map(of)).median;
  return {
    scores: Object.fromEntries(
      CATEGORIES.map((name) => [name, Math.round(100 * middle((lhr) => lhr.categories[name].score))]),
    ),
    ...Object.fromEntries(
      Object.entries(FIGURES).map(([name, audit]) => [name, middle((lhr) => lhr.audits[audit].numericValue)]),
    ),
    wanting: [...new Set(results.flatMap(failed))],
  };
}

function failed(lhr) {
  return CATEGORIES.flatMap((name) =>
    lhr.categories[name].auditRefs
      .filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 0.9)
      .map(({ id }) => `${name}: ${id}`),
  );
}

/** Ticks twenty tasks and types into the search, on a processor that is slowed down, and reads what the browser timed. */
async function hands(browser, server, user) {
  const context = await browser.newContext({ ...PHONE, baseURL: server.origin });
  const [name, value] = sessionCookie(user).split("=");
  await context.addCookies([{ name, value, url: server.origin }]);
  const page = await context.newPage();
  await page.addInitScript((least) => {
    window.timed = [];
    new PerformanceObserver((list) => {
      for (const { interactionId, duration } of list.getEntries())
        if (interactionId) window.timed.push([interactionId, duration]);
    }).observe({ type: "event", durationThreshold: least, buffered: true });
  }, SHORTEST_MS);
  await (await context.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.goto("/tasks", { waitUntil: "networkidle" });

  let count = 0;
  for (let row = 0; row < 20; row++, count++) {
    const tick = page.locator(".tick").nth(row);
    const before = await tick.getAttribute("value");
    await tick.tap();
    await page.waitForFunction(([at, was]) => document.querySelectorAll(".tick")[at]?.value !== was, [row, before]);
  }
  await page.waitForLoadState("networkidle");
  const search = page.getByRole("searchbox");
  await search.tap();
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
  return { count: all.length, p50: percentile(all, 0.5), p98: percentile(all, 0.98), most: all.at(-1) };
}
