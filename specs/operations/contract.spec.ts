import { request } from "node:http";
import postgres from "postgres";
import { describe, expect, test } from "vitest";

import { startPostgres } from "../../scripts/postgres.mjs";
import { type Operation, operations, witness } from "../support/contract";
import { exampleRequest } from "../support/example-request";
import { type Person, person } from "../support/person";
import { startServer } from "../support/server";

const named = (status: number) => operations.filter(({ responses }) => responses[status]);

/** The statuses that these operations answer, asked by their examples one after the other. */
async function statusesOf(asked: Operation[], url: string, who?: Person): Promise<Record<string, number>> {
  const statuses: Record<string, number> = {};
  for (const operation of asked) {
    const { path, init } = exampleRequest(operation, { who });
    const headers: Record<string, string> = { ...init.headers };
    if (headers.Cookie) headers.Origin = new URL(url).origin;
    statuses[operation.operationId] = (await fetch(url + path, { ...init, headers })).status;
  }
  return statuses;
}

const all = (asked: Operation[], status: number) =>
  Object.fromEntries(asked.map(({ operationId }) => [operationId, status]));

describe("what the document says of bad days is true [API-041]", () => {
  test("another name: every operation answers 421", async () => {
    const server = await startServer();
    for (const operation of named(421)) {
      const { path, init } = exampleRequest(operation, { values: { user_id: "somebody" } });
      const answer = await askedAs("elsewhere.example", server.url + path, init.method);
      expect(answer.status).toBe(421);
      await witness(init.method, server.url + path, answer);
    }
    await server.stop();
  });

  test("too many: every operation that has a limit answers 429", async () => {
    const server = await startServer({ RATE_LIMIT_API: "2", RATE_LIMIT_SIGNIN: "1", RATE_LIMIT_SIGNUP: "1" });
    const who = await person(server.url);
    const limited = named(429);
    for (let i = 0; i < 2; i += 1) await who.api("/tasks");
    // The first round may end the session, and what is asked without one is counted anew.
    for (let i = 0; i < 2; i += 1) await statusesOf(limited, server.url, who);
    expect(await statusesOf(limited, server.url, who)).toEqual(all(limited, 429));
    await server.stop();
  });

  test("a key in use, a fault, no database: 409, 500 and 503", async () => {
    const cluster = await startPostgres();
    const server = await startServer({ DATABASE_URL: cluster.url });
    const who = await person(server.url);
    const owner = postgres(cluster.url, { max: 1, onnotice: () => {} });
    await owner.begin(async (tx) => {
      await tx`insert into idempotency_keys (user_id, key, request, answer) values (${who.id}, 'held', '', '')`;
      const answer = await who.api("/tasks", { body: { title: "x" }, headers: { "Idempotency-Key": "held" } });
      expect(answer.status).toBe(409);
    });

    const faulty = named(500);
    await owner`alter table tasks rename to tasks_elsewhere`;
    expect(await statusesOf(faulty, server.url, who)).toEqual(all(faulty, 500));
    await owner`alter table tasks_elsewhere rename to tasks`;
    await owner.end();

    await cluster.stop();
    const away = named(503);
    expect(await statusesOf(away, server.url, who)).toEqual(all(away, 503));
    await server.stop();
  }, 120_000);
});

/** `fetch` cannot say another Host. */
function askedAs(host: string, url: string, method: string): Promise<Response> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers: { Host: host } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.once("end", () => {
        const headers = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]);
        resolve(new Response(Buffer.concat(chunks), { status: answer.statusCode, headers }));
      });
    });
    sent.once("error", reject);
    sent.end();
  });
}
