import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import postgresClient from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";

import { freePort, startPostgres } from "../../scripts/postgres.mjs";
import { type Person, person, post, submit } from "../support/person";
import { type Server, startServer } from "../support/server";

const CROWD = 100;

/** Below how many MiB the whole server stays. */
const BOUND = 400;

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let server: Server;
let ada: Person;
let metricsPort: number;
beforeAll(async () => {
  postgres = await startPostgres();
  await startOn("the embedded database");
});
afterAll(async () => {
  await server?.stop();
  await postgres?.stop();
});

async function startOn(kind: string): Promise<void> {
  const database: Record<string, string> = kind === "PostgreSQL" ? { DATABASE_URL: postgres.url } : {};
  metricsPort = await freePort();
  const settings = { RATE_LIMIT_SIGNIN: "3", TRUST_PROXY: "127.0.0.0/8", METRICS_PORT: String(metricsPort) };
  server = await startServer({ ...settings, ...database });
  ada = await person(server.url);
}

interface Seen {
  answers: Response[];
  /** Within what time 95 in 100 of Ada's requests were answered, in milliseconds, and how many they were. */
  within95: number;
  n: number;
  /** The most memory that the server had, in MiB. */
  most: number;
}

/** Sends `crowd` at once, and meanwhile Ada's requests one after the other. */
async function meanwhile(crowd: () => Promise<Response>[]): Promise<Seen> {
  let done = false;
  const all = Promise.all(crowd()).finally(() => {
    done = true;
  });
  const times: number[] = [];
  const memory: number[] = [];
  while (!done) {
    const began = performance.now();
    expect((await ada.api("/tasks")).status).toBe(200);
    times.push(performance.now() - began);
    memory.push(memoryMiB());
  }
  return {
    answers: await all,
    within95: times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)]!,
    n: times.length,
    most: Math.max(...memory),
  };
}

/** The memory that the server has at this moment (Linux tells). */
function memoryMiB(): number {
  const status = readFileSync(`/proc/${server.process.pid}/status`, "utf8");
  return Number(/VmRSS:\s*(\d+) kB/.exec(status)![1]) / 1024;
}

const statuses = (answers: Response[]) => new Set(answers.map((answer) => answer.status));
let callers = 0;
/** Everybody has an address of their own, and calls from one of 250 places, as the trusted proxy says. */
function somebody() {
  callers += 1;
  return { email: `${callers}@example.com`, headers: { "X-Forwarded-For": `203.0.113.${callers % 250}` } };
}
function signIn() {
  const { email, headers } = somebody();
  return post(`${server.url}/api/auth/sign-in/email`, { email, password: "wrong password" }, headers);
}
function signUp() {
  const { email, headers } = somebody();
  return post(`${server.url}/api/auth/sign-up/email`, { name: "Eve", email, password: "correct horse" }, headers);
}

test.each(["the embedded database", "PostgreSQL"])(
  "on %s a crowd at one moment leaves other people served [AUTH-048]",
  async (kind) => {
    if (kind === "PostgreSQL") {
      await server.stop();
      await startOn(kind);
    }
    const before = memoryMiB();
    for (const act of [signIn, signUp]) {
      const { answers, within95, n, most } = await meanwhile(() => Array.from({ length: CROWD }, act));
      expect(statuses(answers)).toEqual(new Set([act === signIn ? 401 : 200, 503]));
      for (const answer of answers.filter(({ status }) => status === 503)) {
        expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
        expect(await answer.json()).toMatchObject({ code: "unavailable", type: "/problems/unavailable" });
      }
      console.log(
        `${kind}: ${n} requests of another user meanwhile, 95 in 100 within ${Math.round(within95)} ms; ${Math.round(before)} MiB before, ${Math.round(most)} at most`,
      );
      // One after the other, while twenty hashes took their turns: none of these waited for its turn behind them.
      expect(n).toBeGreaterThan(3);
      expect(most).toBeLessThan(BOUND);
    }
  },
  120_000, // two crowds, however busy the machine is
);

test("whoever is turned away is told in words, keeps what was typed and the link from the mail, and has not failed [AUTH-048]", async () => {
  const typed = { email: ada.email, password: ada.password };
  const logIn = () => submit(`${server.url}/login`, typed);
  const token = await mailedToken();
  const reset = () => submit(`${server.url}/reset-password`, { token, password: "a new password" });

  const crowd = [...(await slowSignIn()), ...Array.from({ length: 40 }, signIn)];
  // The queue is full from here on, until the slow one is through.
  await Promise.any(crowd.map((answer) => answer.then(({ status }) => status === 503 || Promise.reject(status))));
  const link = await reset();
  expect([link.status, (await link.text()).includes(SORRY)]).toEqual([503, true]);
  for (let i = 0; i < 4; i++) {
    const page = await logIn();
    expect(page.status).toBe(503); // three failures would shut the account
    expect(Number(page.headers.get("Retry-After"))).toBeGreaterThan(0);
    const html = await page.text();
    expect(html).toContain(SORRY);
    expect(html).toContain(ada.email);
    expect(html).not.toContain(ada.password);
  }
  await Promise.all(crowd);
  expect((await logIn()).status).toBe(303);
  expect((await reset()).status).toBe(303);
});

const SORRY = "Too many people are signing in at this moment. Try again in 5 seconds.";

/** Begins a sign-in that takes seconds to check, once its turn has come: the hash is of an older kind, and of a cost that nobody had. */
async function slowSignIn(): Promise<Promise<Response>[]> {
  const { id, email } = await person(server.url);
  const owner = postgresClient(postgres.url);
  const hash = `$scrypt$v=1$n=16384,r=8,p=150$${"A".repeat(22)}$${"A".repeat(86)}`;
  await owner`update account set password = ${hash} where user_id = ${id}`;
  await owner.end();
  const slow = post(`${server.url}/api/auth/sign-in/email`, { email, password: "wrong password" });
  const metrics = async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  await expect.poll(metrics).toContain('password_hashing{state="running"} 1');
  return [slow];
}

/** The token of the link that is mailed to Ada. */
async function mailedToken(): Promise<string> {
  await submit(`${server.url}/forgot-password`, { email: ada.email });
  const outbox = join(server.dataDir, "outbox");
  await expect.poll(() => existsSync(outbox) && readdirSync(outbox).length).toBe(1);
  const mail = readFileSync(join(outbox, readdirSync(outbox)[0]!), "utf8");
  return /reset-password\?token=([\w-]+)/.exec(mail.replace(/=\r?\n/g, "").replaceAll("=3D", "="))![1]!;
}
