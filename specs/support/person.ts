import { randomUUID } from "node:crypto";

/** Somebody with an account, a session cookie and an access token. */
export interface Person {
  id: string;
  name: string;
  email: string;
  password: string;
  cookie: string;
  token: string;
  /** Calls the API below /api/{their id}, with their token; `path` is like "/tasks". */
  api(path: string, init?: ApiInit): Promise<Response>;
}

export interface ApiInit {
  method?: string;
  /** Sent as JSON; a string is sent as it is. */
  body?: unknown;
  headers?: Record<string, string>;
}

/** A fresh person, signed up over REST. */
export async function person(url: string, name = "Ada"): Promise<Person> {
  const email = `${randomUUID()}@example.com`;
  const password = "correct horse battery";
  const answer = await post(`${url}/api/auth/sign-up/email`, { name, email, password });
  if (!answer.ok) throw new Error(`sign-up: ${answer.status} ${await answer.text()}`);
  const { user } = (await answer.json()) as { user: { id: string } };
  return withToken(url, { id: user.id, name, email, password, cookie: cookieOf(answer) });
}

/** The same person in another session. */
export async function signInAgain(url: string, who: Person): Promise<Person> {
  const answer = await post(`${url}/api/auth/sign-in/email`, { email: who.email, password: who.password });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  return withToken(url, { ...who, cookie: cookieOf(answer) });
}

/** A JSON post as a program sends it. */
export function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
    redirect: "manual",
  });
}

/** A form post as a browser sends it from one of our pages. */
export function submit(
  url: string,
  fields: Record<string, string>,
  cookie = "",
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { Cookie: cookie, Origin: new URL(url).origin, "Sec-Fetch-Site": "same-origin", ...headers },
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
}

/** The cookies that an answer sets, as the next request sends them. */
export function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
}

/** An access token for the session of this cookie. */
export async function tokenFor(url: string, cookie: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/token`, { headers: { Cookie: cookie } });
  if (!answer.ok) throw new Error(`token: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { token: string }).token;
}

/** Calls the API as whoever holds `token`. */
export function call(url: string, token: string | null, { method, body, headers }: ApiInit = {}): Promise<Response> {
  return fetch(url, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers: {
      ...(token !== null && { Authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    redirect: "manual",
  });
}

async function withToken(url: string, who: Omit<Person, "token" | "api">): Promise<Person> {
  const token = await tokenFor(url, who.cookie);
  return { ...who, token, api: (path, init) => call(`${url}/api/${who.id}${path}`, token, init) };
}
