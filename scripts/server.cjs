// The built server, with what V8 made of its code when it was built: to compile it anew is a fifth of every start. Node
// does the like from 22 on (module.enableCompileCache); here it is done for every Node alike.
const { existsSync, readdirSync, readFileSync, writeFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { dirname, join, resolve } = require("node:path");
const { setFlagsFromString } = require("node:v8");
const { Script } = require("node:vm");
const { root } = require("./prepare.cjs");

const HEAD = "(function (exports, require, module, __filename, __dirname) {";
/** By file: what it exports, and what it was compiled to. */
const loaded = new Map();

/** What one of the entries of the build exports: `index` or `held`. */
function server(entry) {
  const file = join(root, "build/server", `${entry}.cjs`);
  // Kept code does not count how often it runs.
  return process.env.NODE_V8_COVERAGE ? require(file) : load(file);
}

function load(file) {
  const known = loaded.get(file);
  if (known) return known.module.exports;
  const kept = keptFor(file);
  // Made by another V8 it is not taken, and made anew.
  const script = compiled(file, existsSync(kept) ? readFileSync(kept) : undefined);
  const module = { exports: {} };
  loaded.set(file, { module, script });
  const elsewhere = createRequire(file);
  const require = (name) => (name.startsWith(".") ? load(resolve(dirname(file), name)) : elsewhere(name));
  script.runInThisContext().call(module.exports, module.exports, require, module, file, dirname(file));
  return module.exports;
}

const compiled = (file, cachedData) =>
  new Script(`${HEAD}${readFileSync(file, "utf8")}\n})`, { filename: file, columnOffset: -HEAD.length, cachedData });

/** Whether all of what was loaded was taken as it had been compiled before. */
const isTaken = () => [...loaded.values()].every(({ script }) => script.cachedDataRejected === false);

/** Writes down what the server's files are compiled to: of a loaded one what has run by now, of another all. */
function keepCode() {
  const folder = join(root, "build/server");
  for (const name of readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".cjs"))) {
    const file = join(folder, name);
    setFlagsFromString("--no-lazy");
    const script = loaded.get(file)?.script ?? compiled(file);
    setFlagsFromString("--lazy");
    writeFileSync(keptFor(file), script.createCachedData());
  }
}

const keptFor = (file) => `${file}.code`;

module.exports = { isTaken, keepCode, server };
