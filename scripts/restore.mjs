// `npm run restore file`: a backup into an empty database, all of it or nothing.
import { resolve } from "node:path";
import { runCommand } from "./command.mjs";

const [file] = process.argv.slice(2);
if (!file) {
  console.error("Which backup? npm run restore -- FILE");
  process.exit(1);
}
await runCommand(
  "restore",
  (from) => [resolve(from, file)],
  ({ file, rows }) => `Restored ${rows} rows from ${file}. Everybody signs in anew.`,
);
