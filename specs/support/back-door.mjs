// Runs a build, named in BUILD, as `npm start` does, and lets the test that started it ask the embedded database
// directly, as the superuser whom nothing binds. Only the process that started this one can reach that door.
import { createRequire } from "node:module";
import { resolve } from "node:path";

const require = createRequire(import.meta.url);
const { PGlite } = require("@electric-sql/pglite");
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

await require(resolve(process.env.BUILD)).start();
