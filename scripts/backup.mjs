// `npm run backup [file]`: everything that is kept, to a file of JSON lines. The embedded database: while no server runs.
import { resolve } from "node:path";
import { runCommand } from "./command.mjs";

const [file] = process.argv.slice(2);
await runCommand(
  "backup",
  (from) => [file && resolve(from, file)],
  ({ file, rows }) => `Backed up ${rows} rows to ${file}`,
);
