import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

let begun: Promise<WebAssembly.Module> | undefined;

/** The program that PGlite runs, compiled once, and beside what else is being loaded when it is asked for early. */
export function engine(): Promise<WebAssembly.Module> {
  begun ??= WebAssembly.compile(
    readFileSync(join(createRequire(import.meta.url).resolve("@electric-sql/pglite"), "../pglite.wasm")),
  );
  return begun;
}
