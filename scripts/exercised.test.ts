import { expect, test } from "vitest";

import { exercised } from "./exercised.mjs";

const contract = {
  paths: {
    "/a": { parameters: [], get: { operationId: "getA", responses: { 200: {}, 404: {} } } },
    "/b": { delete: { operationId: "deleteB", responses: { 204: {} } } },
  },
};

test("an operation and a status that nobody ever got are named [API-042]", () => {
  expect(exercised(contract, ["getA 200", "getA 200"]).missing).toEqual(["getA 404", "deleteB 204"]);
  const { table, missing } = exercised(contract, ["getA 200", "getA 404", "getA 404", "deleteB 204"]);
  expect(missing).toEqual([]);
  expect(table).toContain("200×1  404×2");
});
