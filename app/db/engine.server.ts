import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";

const BUDGET = "--wasm-tiering-budget=";
/**
 * After how much use a function is made faster, on threads that a start waits for. V8 11, that of Node 20, does so early,
 * which takes half of the processor's time of a start; later ones wait as long as is told here.
 */
const PATIENT = `${BUDGET}13000000`;
const EARLY = `${BUDGET}1800000`;
const isEarly = process.versions.v8.startsWith("11.");

/** The program that PGlite runs, compiled on other threads. */
export async function engine(): Promise<WebAssembly.Module> {
  const program = readFileSync(join(createRequire(import.meta.url).resolve("@electric-sql/pglite"), "../pglite.wasm"));
  if (!isEarly) return WebAssembly.compile(program);
  // It counts for what is compiled meanwhile. Under another flag neither Node's own code nor ours is taken as compiled.
  setFlagsFromString(PATIENT);
  return WebAssembly.compile(program).finally(() => setFlagsFromString(EARLY));
}
