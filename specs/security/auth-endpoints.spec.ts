import { readFileSync } from "node:fs";
import { request } from "node:http";
import { beforeAll, describe, expect, inject, test } from "vitest";

import { auth } from "../../app/auth/auth.server";
import { AUTH_ENDPOINTS } from "../../app/auth/endpoints.server";
import { openTestDatabase } from "../support/database";
import { type Person, person } from "../support/person";

const url = inject("url");
const { paths } = JSON.parse(readFileSync("specs/contracts/openapi.json", "utf8")) as { paths: object };
const described = Object.keys(paths).filter((path) => path.startsWith("/api/auth/"));

test("what is open of Better Auth is what the contract describes [AUTH-014]", () => {
  expect(AUTH_ENDPOINTS.map((path) => `/api/auth${path}`).sort()).toEqual(described.sort());
});

describe("everything else below /api/auth is a 404 in problem details [AUTH-014]", () => {
  let ada: Person;
  let brought: string[];
  beforeAll(async () => {
    const db = await openTestDatabase();
    const paths = Object.values(auth().api).map((endpoint) => (endpoint as { path?: string }).path);
    await db.close();
    brought = [...new Set(paths)].filter((path) => path !== undefined);
    ada = await person(url);
  });

  test("what Better Auth brings with it besides", async () => {
    const shut = brought.filter((path) => !AUTH_ENDPOINTS.includes(path));
    expect(shut.length).toBeGreaterThan(5);
    for (const path of shut) await isShut(path.replace(/:\w+/g, "x"));
  });

  test("another spelling of what is open", async () => {
    const spellings = [
      "/sign-in/email/",
      "//sign-in/email",
      "/Sign-In/email",
      "/sign-in%2Femail",
      "/sign-in/email;x",
      "/",
    ];
    for (const path of spellings) await isShut(path);
  });

  async function isShut(path: string): Promise<void> {
    for (const method of ["GET", "POST"]) {
      const { status, cookies, text } = await send(path, method, { Cookie: ada.cookie, Origin: url });
      expect([method, path, status, cookies]).toEqual([method, path, 404, []]);
      expect(JSON.parse(text)).toMatchObject({ code: "not_found" });
    }
  }
});

/** The path as it is written: fetch would tidy it up. */
function send(path: string, method: string, headers: Record<string, string>) {
  return new Promise<{ status: number; cookies: string[]; text: string }>((resolve, reject) => {
    const json = { ...headers, "Content-Type": "application/json" };
    const sent = request(`${url}/`, { path: `/api/auth${path}`, method, headers: json }, (answer) => {
      let text = "";
      answer.on("data", (chunk) => {
        text += chunk;
      });
      answer.on("end", () =>
        resolve({ status: answer.statusCode!, cookies: answer.headers["set-cookie"] ?? [], text }),
      );
    });
    sent.on("error", reject).end(method === "POST" ? "{}" : "");
  });
}
