import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";

import { startPostgres } from "../../scripts/postgres.mjs";
import { person, post, submit } from "../support/person";
import { type Server, startServer } from "../support/server";

let cluster: Awaited<ReturnType<typeof startPostgres>>;
let server: Server;
beforeAll(async () => {
  cluster = await startPostgres();
  // Without the embedded database, whose start takes more memory than anything that comes later.
  server = await startServer({ DATABASE_URL: cluster.url });
});
afterAll(async () => {
  await server.stop();
  await cluster.stop();
});

const megabytes = (field: "VmHWM" | "VmRSS") => {
  const status = readFileSync(`/proc/${server.process.pid}/status`, "utf8");
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)![1]) / 1024;
};

test("a hundred sign-ins at once: others are answered meanwhile, those beyond are told to come back, memory stays small [AUTH-048]", async () => {
  const who = await person(server.url);
  let left = 100;
  const signIns = Promise.all(
    Array.from({ length: 100 }, () =>
      post(`${server.url}/api/auth/sign-in/email`, { email: who.email, password: who.password }).finally(
        () => (left -= 1),
      ),
    ),
  );
  let answered = 0;
  while (left > 0) {
    expect((await who.api("/tasks")).status).toBe(200);
    answered += 1;
  }
  const answers = await signIns;
  const statuses = answers.map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([200, 503]));
  expect(answers.find(({ status }) => status === 503)!.headers.get("Retry-After")).toBe("5");
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(20);
  // One after the other, while 22 hashes took their turns: none of these waited for them.
  expect(answered).toBeGreaterThan(22);
  expect(megabytes("VmHWM")).toBeLessThan(400);
});

test("at the form, who comes too many is told so kindly, and what they typed is kept [AUTH-048]", async () => {
  const { email, password } = await person(server.url);
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => submit(`${server.url}/login`, { email, password })),
  );
  const refused = answers.find(({ status }) => status === 503)!;
  const page = await refused.text();
  expect(page).toContain("Too many people are signing in at the moment. Try again in a few seconds.");
  expect(page).toContain(`value="${email}"`);
  expect(refused.headers.get("Retry-After")).toBe("5");
});

test("an unknown account takes as long as a known one: medians differ by less than 15 % [AUTH-049]", async () => {
  const { email } = await person(server.url);
  const times: Record<"known" | "unknown", number[]> = { known: [], unknown: [] };
  for (let i = 0; i < 13; i += 1)
    for (const [name, address] of [
      ["known", email],
      ["unknown", `${crypto.randomUUID()}@example.com`],
    ] as const) {
      const began = performance.now();
      await post(`${server.url}/api/auth/sign-in/email`, { email: address, password: "something else" });
      times[name].push(performance.now() - began);
    }
  const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;
  const ratio = median(times.known) / median(times.unknown);
  expect(Math.abs(ratio - 1)).toBeLessThan(0.15);
});
