import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";

import { openTestDatabase, type TestDatabase } from "../support/database";
import { call, person } from "../support/person";
import { SECRET } from "../support/server";

const url = inject("url");

describe("what is delivered to browsers [ARCH-003]", () => {
  const files = readdirSync("build/client", { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(js|css|html|json)$/.test(name))
    .map((name) => ({ name, text: readFileSync(join("build/client", name), "utf8") }));

  test("trap 37: holds no server code, no secret and no map of the source", () => {
    expect(files.length).toBeGreaterThan(5);
    for (const { name, text } of files) {
      for (const trace of [
        "BETTER_AUTH_SECRET",
        "DATABASE_URL",
        "drizzle",
        "pglite",
        "set_config",
        "jwtVerify",
        "sourceMappingURL",
        SECRET,
      ])
        expect([name, text.includes(trace)]).toEqual([name, false]);
    }
  });
});

describe("a server error [SEC-020, API-027]", () => {
  let broken: TestDatabase;
  beforeAll(async () => {
    broken = await openTestDatabase();
  });
  afterAll(() => broken.close());

  test("trap 28: of the database never says what the database said", async () => {
    const ada = await person(url);
    // Legal JSON and legal text, at the edge of what PostgreSQL stores: nothing of it may end in a 500.
    for (const title of ["\\u0000", "%00", "\\", "'", '"', "{}", "[]", "$1"]) {
      const answer = await call(`${url}/api/${ada.id}/tasks`, ada.token, { body: { title } });
      expect(answer.status).toBe(201);
    }
    for (const path of [`/tasks/${"0".repeat(5000)}`, "/tasks/%00", "/tasks/'%20or%201=1", "/tasks?limit=1;select"]) {
      const answer = await ada.api(path);
      expect([400, 404]).toContain(answer.status);
      const body = (await answer.json()) as Record<string, unknown>;
      expect(Object.keys(body).sort()).toEqual([
        "code",
        "detail",
        ...(body.errors ? ["errors"] : []),
        "status",
        "title",
        "type",
      ]);
      expect(body.status).toBe(answer.status);
      expect(body.type).toBe(`/problems/${String(body.code).replaceAll("_", "-")}`);
      expect(JSON.stringify(body)).not.toMatch(/syntax|relation|column|postgres|select /i);
    }
  });
});

test("passwords are salted hashes and mailed tokens digests [SEC-021]", async () => {
  const db = await openTestDatabase();
  const { auth } = await import("../../app/auth/auth.server");
  const password = "correct horse";
  for (const email of ["one@example.com", "two@example.com"])
    await auth().api.signUpEmail({ body: { name: "Ada", email, password }, headers: new Headers() });
  const stored = await db.owner("select password from account");
  const hashes = stored.map((row) => String(row.password));
  expect(new Set(hashes).size).toBe(2);
  for (const hash of hashes) expect(hash).toMatch(/^\$argon2id\$v=19\$[^$]+\$[\w+/]{22}\$[\w+/]{43}$/); // cost, salt, Argon2's answer

  await auth().api.requestPasswordReset({ body: { email: "one@example.com" }, headers: new Headers() });
  const [mail] = await db.owner("select identifier, value from verification");
  expect(String(mail!.identifier)).not.toContain("reset-password");
  expect(String(mail!.identifier)).toMatch(/^[\w-]{43}$/);
  await db.close();
});
