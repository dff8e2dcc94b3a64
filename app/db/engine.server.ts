import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";

// What of PGlite nobody calls is not compiled: a start takes a tenth less of the processor.
setFlagsFromString("--wasm-lazy-compilation");
// And what is called is made faster later, not on the threads that a start waits for: most of it is not called again.
setFlagsFromString("--wasm-tiering-budget=10000000");

let begun: Promise<WebAssembly.Module> | undefined;

/** The program that PGlite runs, compiled once, and beside what else is being loaded when it is asked for early. */
export function engine(): Promise<WebAssembly.Module> {
  begun ??= WebAssembly.compile(
    readFileSync(join(createRequire(import.meta.url).resolve("@electric-sql/pglite"), "../pglite.wasm")),
  );
  return begun;
}
