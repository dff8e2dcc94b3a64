import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

import { startPostgres } from "../../scripts/postgres.mjs";
import { type Person, person, post, submit } from "../support/person";
import { type Server, startServer } from "../support/server";

const CROWD = 100;

/** Below how many MiB the whole server stays. The embedded database lives in it, with pages of its own. */
const KINDS = [
  ["PostgreSQL", 400],
  ["the embedded database", 500],
] as const;

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let server: Server;
let ada: Person;
beforeAll(async () => {
  postgres = await startPostgres();
  await startOn("PostgreSQL");
});
afterAll(async () => {
  await server?.stop();
  await postgres?.stop();
});

async function startOn(kind: string): Promise<void> {
  const database: Record<string, string> = kind === "PostgreSQL" ? { DATABASE_URL: postgres.url } : {};
  server = await startServer({ RATE_LIMIT_SIGNIN: "10", ...database });
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
const signIn = (i: number | string) =>
  post(`${server.url}/api/auth/sign-in/email`, { email: `${i}@example.com`, password: "wrong password" });
const signUp = (i: number | string) =>
  post(`${server.url}/api/auth/sign-up/email`, { name: "Eve", email: `${i}@example.com`, password: "correct horse" });

test.each(KINDS)(
  "on %s a hundred at one moment leave other people served [AUTH-048]",
  async (kind, bound) => {
    if (kind !== "PostgreSQL") {
      await server.stop();
      await startOn(kind);
    }
    const before = memoryMiB();
    for (const act of [signIn, signUp]) {
      const { answers, within95, n, most } = await meanwhile(() => Array.from({ length: CROWD }, (_, i) => act(i)));
      expect(statuses(answers)).toEqual(new Set([act === signIn ? 401 : 200, 503]));
      for (const answer of answers.filter(({ status }) => status === 503)) {
        expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
        expect(await answer.json()).toMatchObject({ code: "unavailable", type: "/problems/unavailable" });
      }
      console.log(
        `${kind}: ${n} requests of another user meanwhile, 95 in 100 within ${Math.round(within95)} ms; ${Math.round(before)} MiB before, ${Math.round(most)} at most`,
      );
      // One after the other, while 22 hashes took their turns: none of these waited for its turn behind them.
      expect(n).toBeGreaterThan(11);
      expect(most).toBeLessThan(bound);
    }
  },
  120_000, // two crowds, however busy the machine is
);

test("whoever is turned away is told in words, keeps what was typed and the link from the mail, and has not failed [AUTH-048]", async () => {
  const typed = { email: ada.email, password: ada.password };
  const reset = { token: await mailedToken(), password: "a new password" };
  const crowd = Array.from({ length: 60 }, (_, i) => signIn(`crowd-${i}`));
  // From here on the queue is full for a while.
  await Promise.any(crowd.map((answer) => answer.then(({ status }) => status === 503 || Promise.reject(status))));
  const [link, ...pages] = await Promise.all([
    submit(`${server.url}/reset-password`, reset),
    ...Array.from({ length: 30 }, () => submit(`${server.url}/login`, typed)),
  ]);
  await Promise.all(crowd);

  const busy = pages.filter(({ status }) => status === 503);
  expect(busy.length).toBeGreaterThan(10); // ten failures would shut the account
  expect(Number(busy[0]!.headers.get("Retry-After"))).toBeGreaterThan(0);
  const html = await busy[0]!.text();
  expect(html).toContain(SORRY);
  expect(html).toContain(ada.email);
  expect(html).not.toContain(ada.password);
  expect((await submit(`${server.url}/login`, typed)).status).toBe(303);

  expect([link!.status, (await link!.text()).includes(SORRY)]).toEqual([503, true]);
  expect((await submit(`${server.url}/reset-password`, reset)).status).toBe(303);
});

const SORRY = "Too many people are signing in at this moment. Try again in 5 seconds.";

/** The token of the link that is mailed to Ada. */
async function mailedToken(): Promise<string> {
  await submit(`${server.url}/forgot-password`, { email: ada.email });
  const outbox = join(server.dataDir, "outbox");
  await expect.poll(() => readdirSync(outbox).length).toBe(1);
  const mail = readFileSync(join(outbox, readdirSync(outbox)[0]!), "utf8");
  return /reset-password\?token=([\w-]+)/.exec(mail.replace(/=\r?\n/g, "").replaceAll("=3D", "="))![1]!;
}
