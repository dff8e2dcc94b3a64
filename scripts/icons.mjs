// `node scripts/icons.mjs`: draws the app's icons and the picture of a shared link from the mark in public/favicon.svg.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { findChromium } from "./chromium.mjs";
import { root } from "./prepare.cjs";
import { makeSmall } from "./small-png.mjs";

const TEAL = "#017272";
const PAPER = "#f7fbfb";
const paths = readFileSync(join(root, "public/favicon.svg"), "utf8")
  .match(/<path[^>]*>/g)
  .join("");
const mark = (colour) =>
  `<svg viewBox="0 0 22 22" fill="none" stroke="${colour}" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round">${paths}</svg>`;

/** The mark takes `share` of the side; a launcher cuts a maskable icon to a circle of four fifths of it. */
const icon = (size, share, radius) => ({
  size: [size, size],
  html: `<style>
    div { display: grid; place-items: center; height: ${size}px; border-radius: ${radius * 100}%; background: ${TEAL} }
    svg { width: ${share * 100}% }
  </style><div>${mark(PAPER)}</div>`,
});

const ROWS = [
  ["Book the night train to Vienna", "Two berths, window side", false],
  ["Ask Nadia about the key", "", false],
  ["Renew the library card", "", true],
  ["Read chapter four with a pencil", "The part on paper and ink", false],
  ["Water the fig tree", "", true],
];
const row = ([title, more, done]) =>
  `<li${done ? " class=done" : ""}><i>${done ? mark(TEAL) : ""}</i><p><b>${title}</b>${more && `<small>${more}</small>`}</p></li>`;
const font = readFileSync(
  join(root, "node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"),
).toString("base64");
const card = {
  size: [1200, 630],
  html: `<style>
    @font-face { font-family: Inter; font-weight: 100 900; src: url(data:font/woff2;base64,${font}) }
    body { display: grid; grid-template-columns: 500px 540px; gap: 60px; align-items: center; width: 1200px; height: 630px;
      box-sizing: border-box; padding: 0 50px; background: ${PAPER}; color: #1b2427; font: 26px/1.3 Inter }
    header { display: flex; align-items: center; gap: 14px; font-size: 30px; font-weight: 650; letter-spacing: -.02em }
    header svg { width: 40px }
    h1 { margin: 34px 0 22px; font-size: 62px; text-wrap: balance; line-height: 1.06; letter-spacing: -.035em; font-weight: 680 }
    .lead { color: #47555a; margin: 0; line-height: 1.45; text-wrap: balance }
    ul { list-style: none; margin: 0; padding: 20px 34px 16px; border: 1px solid #dfe6e7; border-radius: 22px; background: #fff }
    li { display: flex; gap: 20px; padding: 17px 0; border-bottom: 1px solid #e6ecec }
    li:last-child { border: 0 }
    i { flex: none; width: 30px; height: 30px; box-sizing: border-box; border: 2px solid #8a989c; border-radius: 50% }
    .done i { border: 0 }
    i svg { width: 32px; display: block }
    p { margin: 0; min-width: 0 }
    b { font-weight: 480; font-size: 24px }
    .done b { color: #667378; text-decoration: line-through; text-decoration-thickness: 2px }
    small { display: block; margin-top: 3px; font-size: 18px; color: #667378 }
  </style>
  <section><header>${mark(TEAL)}Clearlist</header>
    <h1>A clear sheet for what you have to do.</h1>
    <p class="lead">Write a task down, tick it off, find it again.</p></section>
  <ul>${ROWS.map(row).join("")}</ul>`,
};

const PICTURES = {
  "icon-192.png": icon(192, 0.6, 0.22),
  "icon-512.png": icon(512, 0.6, 0.22),
  "icon-maskable-512.png": icon(512, 0.5, 0),
  "apple-touch-icon.png": icon(180, 0.58, 0),
  "card.png": card,
};

const browser = await chromium.launch({
  executablePath: findChromium(),
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
for (const [name, { size, html }] of Object.entries(PICTURES)) {
  const [width, height] = size;
  const page = await browser.newPage({ viewport: { width, height } });
  await page.setContent(`<!doctype html><style>body { margin: 0 }</style>${html}`);
  await page.evaluate(() => document.fonts.ready);
  const path = join(root, "public", name);
  await page.screenshot({ path, omitBackground: true });
  makeSmall(path);
  await page.close();
}
await browser.close();
