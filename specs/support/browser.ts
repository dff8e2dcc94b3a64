import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type BrowserContext, test as base, expect, type Locator, type Page, type Response } from "@playwright/test";

import { type Person, person } from "./person";
import { startServer } from "./server";

export { expect } from "@playwright/test";

/** One server for all specs. Where it answers and where its mails lie, the workers learn from the environment. */
export default async function setup() {
  const server = await startServer();
  process.env.SERVER_URL = server.url;
  process.env.SERVER_DATA = server.dataDir;
  return async () => expect(await server.stop()).toBe(0);
}

/**
 * React Router's decoder (its turbo-stream's `decode`) leaves two promises rejected with this, which nobody holds, when
 * an answer that is already there is superseded before its last byte was read: react-router#14203. Nothing follows.
 */
const GIVEN_UP = "AbortError: signal is aborted without reason";

/** Said for each page of the specs that have no worker beside them. */
const NO_WORKER = "Service Worker registration blocked by Playwright";

interface Fixtures {
  /** A fresh person, whose browser this is: no spec shares data with another. */
  me: Person;
  /** Complaints in the console that a spec brings about itself. */
  expected: RegExp;
  nothingIsWrong: undefined;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
  baseURL: ({}, use) => use(process.env.SERVER_URL),

  page: async ({ page, javaScriptEnabled }, use) => {
    if (javaScriptEnabled !== false) withScripts(page);
    await use(page);
  },

  me: async ({ context }, use) => use(await newcomer(context)),

  // A page with a fault in it logs a 4xx by itself.
  expected: [/^Failed to load resource: the server responded with a status of 4\d\d/, { option: true }],

  /** Whatever a spec is about: no script fails, no policy is broken, and nothing comes from elsewhere. */
  nothingIsWrong: [
    async ({ baseURL, context, expected }, use) => {
      const wrong: string[] = [];
      context.on("dialog", (dialog) => {
        wrong.push(`asked: ${dialog.message()}`);
        return dialog.dismiss();
      });
      context.on("weberror", (fault) => GIVEN_UP !== String(fault.error()) && wrong.push(String(fault.error())));
      context.on("console", (line) => {
        const text = line.text();
        if (["error", "warning"].includes(line.type()) && !expected.test(text) && text !== NO_WORKER) wrong.push(text);
      });
      context.on("request", (request) => {
        const { origin, protocol } = new URL(request.url());
        if (origin !== baseURL && protocol !== "data:") wrong.push(`asked for ${request.url()}`);
      });
      await use(undefined);
      expect(wrong).toEqual([]);
    },
    { auto: true },
  ],
});

/** A fresh person, whose browser `context` becomes. */
export async function newcomer(context: BrowserContext, name?: string): Promise<Person> {
  const who = await person(process.env.SERVER_URL!, name);
  await signInAs(context, who);
  return who;
}

/** Makes `context` the browser of `who`. */
export async function signInAs(context: BrowserContext, who: Person): Promise<void> {
  const cookies = who.cookie.split("; ").map((pair) => {
    const [, name, value] = /^([^=]+)=(.*)$/.exec(pair)!;
    return { name: name!, value: value!, url: process.env.SERVER_URL! };
  });
  await context.addCookies(cookies);
}

/** Gives `who` these tasks, one after the other; their ids. */
export async function add(who: Person, ...tasks: (string | Record<string, unknown>)[]): Promise<string[]> {
  const ids: string[] = [];
  for (const task of tasks) {
    const answer = await who.api("/tasks", { body: typeof task === "string" ? { title: task } : task });
    if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
    ids.push(((await answer.json()) as { id: string }).id);
  }
  return ids;
}

/** The task with this id as REST tells it. */
export async function taskOf(who: Person, id: string): Promise<Record<string, unknown>> {
  return (await (await who.api(`/tasks/${id}`)).json()) as Record<string, unknown>;
}

/** The titles that REST tells, newest first. */
export async function titlesOf(who: Person): Promise<string[]> {
  const { items } = (await (await who.api("/tasks")).json()) as { items: { title: string }[] };
  return items.map(({ title }) => title);
}

/** The rows of the list, by its name in the page's language. */
export function rows(page: Page, name = "Tasks"): Locator {
  return page.getByRole("list", { name }).getByRole("listitem");
}

/** Opens a page and waits for the keys, which come after it: then the button tells which open the palette. */
export async function openWithKeys(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator("[data-palette] .key")).not.toBeEmpty();
}

/** Lets a page stay as it was loaded, whatever changes elsewhere. */
export async function withoutLive(page: Page): Promise<void> {
  await page.route("**/tasks/events*", (route) => route.fulfill({ status: 204 }));
}

/** The documents that are loaded from now on; none, where scripts stay on the page. */
export function newDocuments(page: Page): string[] {
  const urls: string[] = [];
  page.on("request", (request) => request.resourceType() === "document" && urls.push(request.url()));
  return urls;
}

/** The answer to the form that `act` sends. */
export async function answerTo(page: Page, act: () => Promise<unknown>): Promise<Response> {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === "POST"),
    act(),
  ]);
  return answer;
}

/** Light or dark, once no colour is on its way from the one to the other. */
export async function setTheme(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await expect
    .poll(() => page.evaluate(() => document.getAnimations().some((one) => one instanceof CSSTransition)))
    .toBe(false);
}

/** How bright the paper and the ink of the page are, from 0 to 1. */
export function brightness(page: Page): Promise<{ paper: number; ink: number }> {
  return page.evaluate(() => {
    const of = (colour: string) => {
      const context = document.createElement("canvas").getContext("2d")!;
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
      const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
      return (0.2126 * r! + 0.7152 * g! + 0.0722 * b!) / 255;
    };
    return {
      paper: of(getComputedStyle(document.documentElement).backgroundColor),
      ink: of(getComputedStyle(document.querySelector("h1")!).color),
    };
  });
}

/**
 * The form came back with these faults, by the labels of their fields: in the title, in the summary and beside each
 * field in the same words; and each line of the summary leads to its field.
 */
export async function expectRefused(page: Page, faults: Record<string, string>): Promise<void> {
  await expect(page).toHaveTitle(/^(Error|Fehler): /);
  const summary = page.getByRole("alert");
  await expect(summary.getByRole("link")).toHaveText(Object.values(faults));
  for (const [label, sentence] of Object.entries(faults)) {
    const field = page.getByLabel(label, { exact: true });
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription(new RegExp(`(?:^| )${escaped(sentence)}$`));
    await summary.getByRole("link", { name: sentence }).click();
    await expect(field).toBeFocused();
  }
}

/** Keeps the posts to `url` back until what it answers with is called. */
export async function hold(page: Page, url: string): Promise<() => void> {
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route(url, async (route) => {
    if (route.request().method() === "POST") await held;
    await route.continue();
  });
  return letThrough;
}

/** The mails to an address so far, the lines that mail breaks put together again. */
export function mailsTo(address: string): string[] {
  const outbox = join(process.env.SERVER_DATA!, "outbox");
  const mails = readdirSync(outbox).map((name) => readFileSync(join(outbox, name), "utf8"));
  return mails
    .filter((mail) => mail.includes(`To: ${address}`))
    .map((mail) => mail.replace(/=\r?\n/g, "").replaceAll("=3D", "="));
}

/** With scripts a page is there when they are: earlier clicks work as well, but they work as without scripts. */
function withScripts(page: Page): void {
  for (const name of ["goto", "reload"] as const) {
    const load = page[name].bind(page) as (...args: unknown[]) => Promise<Response | null>;
    page[name] = async (...args: unknown[]) => {
      const answer = await load(...args);
      await page.waitForFunction(() =>
        Object.keys(document.querySelector("main") ?? {}).some((key) => key.startsWith("__reactProps")),
      );
      return answer;
    };
  }
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
