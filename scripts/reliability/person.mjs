// Somebody with an account who uses both doors, as the harnesses need them.
import { randomUUID } from "node:crypto";

/** @typedef {Awaited<ReturnType<typeof signUp>>} Person */
/** @typedef {{ id: string, title: string, completed: boolean, version: number }} Task */

/** A fresh person with a session, and without a token until `renewToken`. */
export async function signUp(/** @type {string} */ url) {
  const answer = await fetch(`${url}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ name: "Ada", email: `${randomUUID()}@example.com`, password: "correct horse battery" }),
  });
  if (!answer.ok) throw new Error(`sign-up: ${answer.status} ${await answer.text()}`);
  const { user } = await answer.json();
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(";", 1)[0])
    .join("; ");
  let token = "";

  /** A form as a browser sends it from one of our pages. */
  const form = (/** @type {string} */ path, /** @type {Record<string, string>} */ fields) =>
    fetch(url + path, {
      method: "POST",
      headers: { Cookie: cookie, Origin: url, "Sec-Fetch-Site": "same-origin" },
      body: new URLSearchParams(fields),
      redirect: "manual",
    });
  const page = (/** @type {string} */ path) => fetch(url + path, { headers: { Cookie: cookie }, redirect: "manual" });
  /** A request to the API below /api/{their id}. */
  const api = (
    /** @type {string} */ path,
    /** @type {{ method?: string, body?: unknown, headers?: Record<string, string> }} */ { method, body, headers } = {},
  ) =>
    fetch(`${url}/api/${user.id}${path}`, {
      method: method ?? (body === undefined ? "GET" : "POST"),
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body !== undefined && { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const renewToken = async () => {
    const answer = await page("/api/auth/token");
    if (!answer.ok) throw new Error(`token: ${answer.status} ${await answer.text()}`);
    token = (await answer.json()).token;
  };
  /** Everything they have. */
  const allTasks = async () => {
    /** @type {Task[]} */
    const all = [];
    for (let cursor = ""; ; ) {
      const answer = await api(`/tasks?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      if (!answer.ok) throw new Error(`list: ${answer.status} ${await answer.text()}`);
      const { items, next_cursor } = await answer.json();
      all.push(...items);
      if (!next_cursor) return all;
      cursor = next_cursor;
    }
  };
  return { id: user.id, form, page, api, renewToken, allTasks };
}
