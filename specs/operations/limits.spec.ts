import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { startPostgres } from "../../scripts/postgres.mjs";
import { person, post, submit } from "../support/person";
import { type Server, startServer } from "../support/server";

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let one: Server;
let two: Server;
beforeAll(async () => {
  postgres = await startPostgres();
  const env = {
    DATABASE_URL: postgres.url,
    RATE_LIMIT_SIGNIN: "3",
    RATE_LIMIT_SIGNUP: "12",
    TRUST_PROXY: "127.0.0.0/8",
  };
  [one, two] = await Promise.all([startServer(env), startServer(env)]);
});
afterAll(async () => {
  await Promise.all([one?.stop(), two?.stop()]);
  await postgres?.stop();
});

let next = 0;
/** Every test calls from an address of its own, as the trusted proxy says. */
const fromElsewhere = () => ({ "X-Forwarded-For": `203.0.113.${++next}` });
const signIn = (server: Server, email: string, password: string, headers: Record<string, string>) =>
  post(`${server.url}/api/auth/sign-in/email`, { email, password }, headers);

test("two instances started at once on one empty database both come up [OPS-009]", async () => {
  for (const server of [one, two]) expect(server.output()).toContain("Clearlist is ready");
});

describe("too many failed sign-ins", () => {
  test("trap 10: shut the account for a while, to the right password too, by every door, whoever else tries [AUTH-018, AUTH-020, AUTH-021]", async () => {
    const headers = fromElsewhere();
    const ada = await person(one.url);
    for (const server of [one, two])
      expect((await signIn(server, ada.email, "wrong password", headers)).status).toBe(401);
    expect((await submitLogin(ada.email, "wrong password", headers)).status).toBe(401);
    const shut = await signIn(one, ada.email.toUpperCase(), ada.password, headers);
    expect(shut.status).toBe(429);
    expect(Number(shut.headers.get("Retry-After"))).toBeGreaterThan(800);
    const page = await submitLogin(ada.email, ada.password, fromElsewhere());
    expect(page.status).toBe(429);
    const html = await page.text();
    expect(html).toContain("Too many tries. Try again in 15 minutes.");
    expect(html).toContain(ada.email);
    expect(html).not.toContain(ada.password);
  });

  test("of an account that is not there are treated alike [AUTH-018]", async () => {
    const headers = fromElsewhere();
    const email = `${randomUUID()}@example.com`;
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push((await signIn(one, email, "wrong password", headers)).status);
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
  });

  test("at the same moment are each counted [AUTH-020]", async () => {
    const headers = fromElsewhere();
    const ada = await person(one.url);
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => signIn(one, ada.email, "wrong password", headers)),
    );
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(3);
    expect(statuses.filter((status) => status === 429)).toHaveLength(9);
  });

  test("are forgotten once the right password came [AUTH-018]", async () => {
    const headers = fromElsewhere();
    const ada = await person(one.url);
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 2; i++) await signIn(one, ada.email, "wrong password", headers);
      expect((await signIn(one, ada.email, ada.password, headers)).status).toBe(200);
    }
  });

  test("trap 11: of many accounts shut the address, whatever it writes into X-Forwarded-For [AUTH-022, SEC-019]", async () => {
    const address = `203.0.113.${++next}`;
    const statuses: number[] = [];
    for (let i = 0; i < 32; i++) {
      const headers = { "X-Forwarded-For": `${i}.1.1.1, ${address}` };
      statuses.push((await signIn(one, `${randomUUID()}@example.com`, "wrong password", headers)).status);
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  });

  test("shut the address on a server that trusts no proxy, however X-Forwarded-For changes [AUTH-051, SEC-019]", async () => {
    const server = await startServer({ RATE_LIMIT_SIGNIN: "1" });
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) {
      const headers = {
        "X-Forwarded-For": `203.0.113.${i}`,
        "X-Client-Ip": `203.0.113.${i}`,
        Forwarded: `for=1.1.1.${i}`,
      };
      const email = `${randomUUID()}@example.com`;
      const answer =
        i % 2 ? await signIn(server, email, "wrong password", headers) : await login(server, email, headers);
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
    await server.stop();
  });

  test("are over when their time is, on every instance [AUTH-018, AUTH-020]", async () => {
    const headers = fromElsewhere();
    const ada = await person(one.url);
    for (let i = 0; i < 4; i++) await signIn(one, ada.email, "wrong password", headers);
    expect((await signIn(two, ada.email, ada.password, headers)).status).toBe(429);
    const { default: connect } = await import("postgres");
    const sql = connect(postgres.url);
    await sql`update rate_limits set resets_at = now()`;
    await sql.end();
    expect((await signIn(one, ada.email, ada.password, headers)).status).toBe(200);
  });
});

describe("sign-ups and mails", () => {
  test("are limited by address, on the page and under /api/auth, on both instances together [AUTH-019, AUTH-020]", async () => {
    const headers = fromElsewhere();
    const statuses: number[] = [];
    for (let i = 0; i < 14; i++) {
      const fields = { name: "Ada", email: `${randomUUID()}@example.com`, password: "correct horse" };
      const { url } = i % 3 ? one : two;
      const answer =
        i % 2
          ? await submit(`${url}/signup`, fields, "", headers)
          : await post(`${url}/api/auth/sign-up/email`, fields, headers);
      statuses.push(answer.status);
    }
    expect(statuses.slice(0, 12).every((status) => status === 200 || status === 303)).toBe(true);
    expect(statuses.slice(12)).toEqual([429, 429]);
    const mails = await Promise.all(
      Array.from({ length: 14 }, () =>
        submit(`${one.url}/forgot-password`, { email: "nobody@example.com" }, "", headers),
      ),
    );
    expect(mails.filter((answer) => answer.status === 429)).toHaveLength(2);
  });
});

const login = (server: Server, email: string, headers: Record<string, string>) =>
  submit(`${server.url}/login`, { email, password: "wrong password" }, "", headers);
const submitLogin = (email: string, password: string, headers: Record<string, string>) =>
  submit(`${one.url}/login`, { email, password }, "", headers);

describe("the task endpoints", () => {
  test("take so many requests a minute from each user, say what is left, and then 429 [API-037]", async () => {
    const server = await startServer({ RATE_LIMIT_API: "5" });
    const [ada, eve] = await Promise.all([person(server.url), person(server.url)]);
    const answers: Response[] = [];
    for (let i = 0; i < 7; i++) answers.push(await ada.api("/tasks"));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200, 429, 429]);
    expect(answers[0]!.headers.get("RateLimit-Policy")).toBe('"minute";q=5;w=60');
    expect(answers[0]!.headers.get("RateLimit")).toMatch(/^"minute";r=4;t=\d+$/);
    expect(await answers[5]!.json()).toMatchObject({ code: "rate_limited", status: 429 });
    expect(Number(answers[5]!.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect((await eve.api("/tasks")).status).toBe(200);
    await server.stop();
  });

  test("may be called from the pages of other sites that are named, and of no others [API-038]", async () => {
    const named = "https://app.example.com";
    const server = await startServer({ CORS_ORIGINS: `${named},https://other.example` });
    const ada = await person(server.url);
    const preflight = (Origin: string) =>
      fetch(`${server.url}/api/${ada.id}/tasks`, {
        method: "OPTIONS",
        headers: { Origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization" },
      });
    const allowed = await preflight(named);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get("Access-Control-Allow-Origin")).toBe(named);
    expect(allowed.headers.get("Access-Control-Allow-Methods")).toBe("GET, HEAD, POST, OPTIONS");
    expect(allowed.headers.get("Access-Control-Allow-Headers")).toContain("Authorization");
    expect(allowed.headers.get("Access-Control-Allow-Credentials")).toBeNull();
    for (const origin of [
      "https://evil.example",
      "null",
      `${named}.evil.example`,
      "http://app.example.com",
      `${named}:8443`,
    ]) {
      const refused = await preflight(origin);
      expect([origin, refused.headers.get("Access-Control-Allow-Origin")]).toEqual([origin, null]);
    }
    const refusal = await ada.api("/tasks?limit=0", { headers: { Origin: named } });
    expect([refusal.status, refusal.headers.get("Access-Control-Allow-Origin"), refusal.headers.get("Vary")]).toEqual([
      400,
      named,
      "Authorization, Origin",
    ]);
    expect(refusal.headers.get("Access-Control-Expose-Headers")).toContain("X-Request-Id");
    await server.stop();
  });
});
