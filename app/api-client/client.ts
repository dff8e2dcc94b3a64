import createFetchClient, { type Client as FetchClient } from "openapi-fetch";

import type { paths } from "./contract";

export type Client = FetchClient<paths>;

interface Options {
  /** Where Clearlist answers, like "https://tasks.example". */
  origin: string;
  /** Gets a new access token; called when the last one has a minute left or was refused. See `signIn`. */
  getToken: () => Promise<string>;
  /** For programs that bring their own. */
  fetch?: typeof fetch;
}

/**
 * A typed client of the contract. It attaches the access token and renews it in time, gives each POST of a task an
 * Idempotency-Key, and tries again what may be sent twice: what was refused for coming too often or while the database
 * was away, and what got no answer at all. Answers come as `{ data, error, response }`; it throws only when no answer
 * came, three times over.
 */
export function createClient({ origin, getToken, fetch = globalThis.fetch }: Options): Client {
  let current: Promise<string> | undefined;
  const renew = () =>
    (current = getToken().catch((error: unknown) => {
      current = undefined;
      throw error;
    }));
  const token = async () => {
    const held = await (current ?? renew());
    return secondsLeft(held) > 60 ? held : await renew();
  };

  async function send(request: Request): Promise<Response> {
    if (!TASKS.test(new URL(request.url).pathname)) return fetch(request);
    if (request.method === "POST" && !request.headers.has("Idempotency-Key"))
      request.headers.set("Idempotency-Key", crypto.randomUUID());
    const attempt = async (bearer: string) => {
      const copy = request.clone(); // a body can be sent once
      copy.headers.set("Authorization", `Bearer ${bearer}`);
      return patiently(copy, fetch);
    };
    const answer = await attempt(await token());
    // Nothing was carried out, so this once it may be sent again.
    return answer.status === 401 ? attempt(await renew()) : answer;
  }

  return createFetchClient<paths>({ baseUrl: origin, fetch: send });
}

/**
 * Signs in, and gives what `createClient` asks for as `getToken`. Throws when the e-mail and password do not match, and
 * for an account with a second factor: a program has nobody to ask for a code.
 */
export async function signIn(
  origin: string,
  account: { email: string; password: string },
  fetch = globalThis.fetch,
): Promise<() => Promise<string>> {
  const auth = createFetchClient<paths>({ baseUrl: origin, fetch });
  const { data, error, response } = await auth.POST("/api/auth/sign-in/email", { body: account });
  if (error) throw refusal(error);
  if (data && "twoFactorRedirect" in data) throw new Error("This account asks for a code of its second factor.");
  const Cookie = response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
  return async () => {
    const { data, error } = await auth.GET("/api/auth/token", { headers: { Cookie } });
    if (!data) throw refusal(error);
    return data.token;
  };
}

/** Whom a token speaks for: the `user_id` in the paths. */
export function userIdOf(token: string): string {
  return claimsOf(token).sub;
}

/** A refusal comes in Better Auth's form or in problem details, or as a sentence. */
function refusal(error: string | { message: string } | { detail: string }): Error {
  if (typeof error === "string") return new Error(error.trim());
  return new Error("message" in error ? error.message : error.detail);
}

const TASKS = /^\/api\/(?!auth\/)[^/]+\/tasks(\/|$)/;
const TRIES = 3;
/** Longer waits are the caller's to decide about. */
const PATIENCE_SECONDS = 10;

async function patiently(request: Request, fetch: typeof globalThis.fetch): Promise<Response> {
  const again = maySendAgain(request);
  for (let left = TRIES - 1; ; left -= 1) {
    const answer = await fetch(request.clone()).catch((error: unknown) => {
      if (!again || left === 0 || request.signal.aborted) throw error;
    });
    const wait = answer ? waitAfter(answer, again) : 1;
    if (answer && (wait === undefined || left === 0)) return answer;
    await new Promise((resolve) => setTimeout(resolve, wait! * 1000));
  }
}

/** Sent twice it does what it does once: by its method (RFC 9110, 9.2.2), or by its key. A condition fails the second time. */
function maySendAgain({ method, headers }: Request): boolean {
  if (headers.has("If-Match")) return false;
  return ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"].includes(method) || headers.has("Idempotency-Key");
}

/** In how many seconds to try again; undefined when this is the answer. A 429 was refused before anything was done. */
function waitAfter(answer: Response, again: boolean): number | undefined {
  if (answer.status !== 429 && !(answer.status === 503 && again)) return undefined;
  const seconds = Number(answer.headers.get("Retry-After") ?? 1);
  return seconds <= PATIENCE_SECONDS ? seconds : undefined;
}

function secondsLeft(token: string): number {
  return claimsOf(token).exp - Date.now() / 1000;
}

function claimsOf(token: string): { sub: string; exp: number } {
  const payload = token.split(".")[1]!.replaceAll("-", "+").replaceAll("_", "/");
  return JSON.parse(atob(payload)) as { sub: string; exp: number };
}
