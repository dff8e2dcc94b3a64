/// <reference lib="webworker" />

import type { Offline } from "./offline-page.server";

/** Put in front of this script by the server; null when the worker is not wanted any more. */
declare const OFFLINE: Offline | null;

/** A form that could not be sent. */
interface Unsent {
  id: string;
  /** Where it was to go: path and query. */
  action: string;
  fields: [name: string, value: string][];
  at: number;
}

const worker = self as unknown as ServiceWorkerGlobalScope;
const here = worker.location.origin;
const cacheName = `offline-${OFFLINE?.version}`;

/** Longer than any tunnel; after it, what was not sent is forgotten. */
const KEPT_MS = 24 * 60 * 60 * 1000;
const FORM_MAX = 100 * 1024;

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(OFFLINE ? activate() : leave()));
worker.addEventListener("fetch", (event) => {
  if (!OFFLINE) return;
  const { request } = event;
  if (request.mode === "navigate") event.respondWith(navigate(event));
  // Whatever else the pages ask for is between them and the server.
  else if (OFFLINE.files.some((path) => request.url === here + path)) event.respondWith(cached(request));
});

async function install(): Promise<void> {
  if (OFFLINE) await (await caches.open(cacheName)).addAll(OFFLINE.files);
  await worker.skipWaiting();
}

async function activate(): Promise<void> {
  await forgetCaches(cacheName);
  await worker.registration.navigationPreload?.enable();
  await worker.clients.claim();
}

/** Goes for good, and takes along what it kept. */
async function leave(): Promise<void> {
  await forgetCaches();
  await forgetForms();
  await worker.registration.unregister();
}

async function forgetCaches(except?: string): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== except).map((name) => caches.delete(name)));
}

/** Waits for whoever is reading them. */
function forgetForms(): Promise<void> {
  return new Promise((resolve) => {
    const deletion = indexedDB.deleteDatabase(STORE);
    deletion.onsuccess = deletion.onerror = () => resolve();
  });
}

async function cached(request: Request): Promise<Response> {
  return (await caches.match(request.url, { ignoreVary: true })) ?? fetch(request);
}

/** A page comes from the network or not at all: none is ever kept. */
async function navigate(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const body = request.method === "POST" ? await request.clone().text() : "";
  let answer: Response;
  try {
    answer = ((await event.preloadResponse) as Response | undefined) ?? (await fetch(request));
  } catch {
    return offline(request, body);
  }
  event.waitUntil(arrived(request, body, answer).catch(() => {}));
  return answer;
}

let lookedAfter = false;

async function arrived(request: Request, body: string, answer: Response): Promise<void> {
  // Signing out; its answer makes the browser forget as well, but a form may have been on its way into the store.
  if (request.url === `${here}/logout`) await forgetForms();
  // After a server's failure its own page holds what was typed, but only until it is left.
  else if (request.method === "POST" && answer.status < 500) await forget(idOf(request, body));
  if (lookedAfter) return;
  lookedAfter = true;
  // Browsers keep a worker whose script is gone; one that is not served any more shall not stay.
  const { status } = await fetch(worker.location.href, { method: "HEAD", cache: "no-store" });
  if (status === 404 || status === 410) await leave();
}

/** The page that says there is no network, with what was to be sent. */
async function offline(request: Request, body: string): Promise<Response> {
  const form = request.method === "POST" ? unsentForm(request, body) : undefined;
  // An account's own data is shown this once, and kept nowhere.
  const passing = form && /(?:^|&)[^=&]*password[^=&]*=/i.test(body);
  if (form && !passing) await store("readwrite", (forms) => forms.put(form)).catch(() => {});
  const kept = await unsentForms().catch(() => (form && !passing ? [form] : []));
  const forms = form && passing ? [form, ...kept] : kept;

  const nonce = crypto.randomUUID();
  const back = request.method === "GET" ? request.url : request.referrer;
  const { page } = OFFLINE!;
  const html = filled(page, {
    nonce,
    asked: forms.length > 0 ? "form" : "page",
    again: back.startsWith(`${here}/`) ? escaped(back.slice(here.length)) : "/tasks",
    unsent: forms.map(formHtml).join(""),
  });
  return new Response(html, {
    status: 503,
    statusText: "No network",
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      "Content-Security-Policy": policy(nonce),
      "Referrer-Policy": "strict-origin-when-cross-origin",
      "X-Content-Type-Options": "nosniff",
    },
  });
}

const policy = (nonce: string) =>
  `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'self'; img-src 'self' data:; font-src 'self'; ` +
  "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** What of the form's words a person knows again; the rest goes along unseen. */
const SHOWN = ["title", "description", "name", "email"];

function formHtml({ action, fields }: Unsent): string {
  const words = fields.filter(([name, value]) => SHOWN.includes(name) && value.trim());
  return filled(OFFLINE!.form, {
    action: escaped(action),
    words: words.map(([, value]) => `<p dir="auto">${escaped(value)}</p>`).join(""),
    // A line break at the beginning of a textarea would not count as one of its own.
    fields: fields
      .map(([name, value]) => `<textarea hidden readonly name="${escaped(name)}">\n${escaped(value)}</textarea>`)
      .join(""),
  });
}

/** A template with @@names@@ in it. A function puts the values in, or a "$" in them would be an instruction. */
function filled(template: string, values: Record<string, string>): string {
  return template.replace(/@@(\w+)@@/g, (whole, name) => values[name] ?? whole);
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function unsentForm(request: Request, body: string): Unsent | undefined {
  const type = request.headers.get("Content-Type") ?? "";
  if (!type.startsWith("application/x-www-form-urlencoded") || body.length > FORM_MAX) return undefined;
  const fields = [...new URLSearchParams(body)].filter(([name]) => !/password/i.test(name));
  return { id: idOf(request, body), action: request.url.slice(here.length), fields, at: Date.now() };
}

/** The same form, sent again with other words, takes the place of the first. */
function idOf(request: Request, body: string): string {
  return `${request.url} ${new URLSearchParams(body).get("form_key") ?? ""}`;
}

async function unsentForms(): Promise<Unsent[]> {
  const forms: Unsent[] = await store("readonly", (kept) => kept.getAll());
  for (const { id, at } of forms) if (at < Date.now() - KEPT_MS) await forget(id);
  return forms.filter(({ at }) => at >= Date.now() - KEPT_MS).sort((a, b) => b.at - a.at);
}

const forget = (id: string) => store("readwrite", (forms) => forms.delete(id));

const STORE = "unsent";

/** Opened for each use and closed after it, so that signing out can take it away at any time. */
function store<T>(mode: IDBTransactionMode, act: (forms: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(STORE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: "id" });
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction(STORE, mode);
      const asked = act(transaction.objectStore(STORE));
      transaction.onabort = () => reject(transaction.error);
      transaction.oncomplete = () => resolve(asked.result);
      database.close();
    };
  });
}
