import { readdirSync } from "node:fs";
import { get } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";

import { person } from "../support/person";
import { type Server, startServer } from "../support/server";

let server: Server;
let html: string;
let german: string;
let files: Map<string, File>;

interface File {
  bytes: number;
  coding: string | undefined;
  cache: string | undefined;
}

/** A file as it comes over the wire, in this coding. */
function wired(path: string, coding: string): Promise<File> {
  return new Promise((resolve, reject) => {
    get(`${server.url}${path}`, { headers: { "Accept-Encoding": coding } }, (answer) => {
      const { "content-encoding": coded, "cache-control": cache } = answer.headers;
      let bytes = 0;
      answer.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      answer.once("end", () => resolve({ bytes, coding: coded, cache }));
    }).once("error", reject);
  });
}

beforeAll(async () => {
  server = await startServer();
  const ada = await person(server.url);
  for (let n = 0; n < 50; n++)
    await ada.api("/tasks", {
      body: { title: `Task number ${n}`, description: "A few words to look like a real one." },
    });
  const page = async (language: string) => {
    const headers = { Cookie: ada.cookie, "Accept-Language": language };
    return (await fetch(`${server.url}/tasks`, { headers })).text();
  };
  html = await page("en");
  german = await page("de");
  // What the page names in its head and its scripts, and what its first script asks for at once.
  const named = new Set([...html.matchAll(/\/assets\/[\w.-]+\.(?:js|css)/g)].map(([path]) => path));
  files = new Map(await Promise.all([...named].map(async (path) => [path, await wired(path, "gzip")] as const)));
});
afterAll(() => server.stop());

const total = (kind: string) =>
  [...files].filter(([path]) => path.endsWith(kind)).reduce((sum, [, { bytes }]) => sum + bytes, 0);

test("a page of fifty tasks stays within its bytes [OPS-069]", async () => {
  expect(html.match(/data-task=/g)).toHaveLength(50);
  const page = gzipSync(html).length;
  expect(total(".js")).toBeGreaterThan(50_000);
  expect(total(".js")).toBeLessThanOrEqual(125_000);
  expect(total(".css")).toBeLessThanOrEqual(12 * 1024);
  expect(page).toBeLessThanOrEqual(15 * 1024);
  // Without JavaScript: the page and its style.
  expect(page + total(".css")).toBeLessThanOrEqual(30 * 1024);

  const later = readdirSync("build/client/assets").filter((name) =>
    /^(hands|title-editor|keys\.en)-.*\.js$/.test(name),
  );
  expect(later).toHaveLength(3);
  const sizes = await Promise.all(later.map((name) => wired(`/assets/${name}`, "gzip")));
  expect(sizes.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(6000);
});

test("files are kept by browsers for good and come compressed, in either coding [OPS-070]", async () => {
  for (const [path, { bytes, coding, cache }] of files) {
    expect([path, cache]).toEqual([path, "public, max-age=31536000, immutable"]);
    // For a few words it is not worth it.
    if (bytes < 512) continue;
    expect([path, coding]).toEqual([path, "gzip"]);
    const smaller = await wired(path, "gzip, br");
    expect([path, smaller.coding]).toEqual([path, "br"]);
    expect(smaller.bytes).toBeLessThan(bytes);
  }
});

test("what a page needs is named in its head, before its text [OPS-071]", () => {
  const head = html.slice(0, html.indexOf("</head>"));
  expect(head).toMatch(/<link [^>]*href="\/assets\/[\w.-]+\.css"/);
  expect(head).toMatch(/<link [^>]*href="\/assets\/[\w.-]+\.woff2"/);
  expect(head).toMatch(/<link [^>]*href="\/assets\/entry\.client-[\w-]+\.js"/);
});

test("the page of a list has no letter beyond Latin-1 of its own [OPS-076]", () => {
  for (const [language, page] of Object.entries({ en: html, de: german })) {
    expect(page).toContain(`<html lang="${language}"`);
    expect(page.match(/.{0,9}[^\0-\xff]+/g)).toBeNull();
  }
});
