import { expect, test } from "vitest";

import { plainError } from "./log.server";

test("an error is logged with its cause and where it came from, and without the values it was about [SEC-028]", () => {
  const cause = Object.assign(new Error("duplicate key"), { code: "23505", detail: "Key (email)=(ada@example.com)" });
  const error = Object.assign(new Error("Failed query: insert into account\nparams: ada,\nhunter2", { cause }), {
    params: ["hunter2"],
  });
  const plain = plainError(error);
  expect(plain).toMatchObject({
    type: "Error",
    message: "Failed query: insert into account",
    cause: { code: "23505", message: "duplicate key" },
  });
  expect(plain.stack[0]).toContain("log.server.test.ts");
  expect(JSON.stringify(plain)).not.toMatch(/hunter2|ada@/);
});
