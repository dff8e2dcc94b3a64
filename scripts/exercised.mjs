// Which answers of the contract the tests have got: `node scripts/exercised.mjs FILE`, a line for each answer seen.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A table of operation by status with how often each was got, and those that never were. */
export function exercised(contract, lines) {
  const seen = new Map();
  for (const line of lines) seen.set(line, (seen.get(line) ?? 0) + 1);
  const missing = [];
  const rows = Object.values(contract.paths)
    .flatMap((item) => Object.values(item))
    .filter(({ operationId }) => operationId)
    .map(({ operationId, responses }) => {
      const cells = Object.keys(responses).map((status) => {
        const times = seen.get(`${operationId} ${status}`) ?? 0;
        if (times === 0) missing.push(`${operationId} ${status}`);
        return `${status}×${times}`;
      });
      return `${operationId.padEnd(20)} ${cells.join("  ")}`;
    });
  return { table: rows.join("\n"), missing };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const contract = JSON.parse(readFileSync(new URL("../specs/contracts/openapi.json", import.meta.url), "utf8"));
  const file = process.argv[2];
  const lines = file && existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  const { table, missing } = exercised(contract, lines);
  console.log(`Answers of the contract, and how often the tests got them:\n${table}`);
  if (missing.length > 0) console.error(`Never got: ${missing.join(", ")}`);
  process.exitCode = missing.length > 0 ? 1 : 0;
}
