// Runs a build, named in BUILD, as `npm start` does, and lets the test that started it ask the embedded database
// directly, as the superuser whom nothing binds. Only the process that started this one can reach that door.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { PGlite } from "@electric-sql/pglite";

let held;
const { create } = PGlite;
PGlite.create = async (...args) => {
  held = await create.apply(PGlite, args);
  return held;
};

process.on("message", async ({ id, text, values }) => {
  try {
    const rows = await held.transaction(async (tx) => {
      await tx.exec("set local role postgres");
      return (await tx.query(text, values)).rows;
    });
    process.send({ id, rows });
  } catch (error) {
    process.send({ id, error: String(error) });
  }
});
process.channel.unref();

const { start } = await import(pathToFileURL(resolve(process.env.BUILD)).href);
await start();
