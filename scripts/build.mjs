// `npm run build`: the pages and the server, compressed copies of the static files, an empty database to start from, and
// what V8 makes of the server's code.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { PGlite } from "@electric-sql/pglite";
import { transformSync } from "esbuild";
import { root, run } from "./prepare.cjs";

run("npx", ["react-router", "build"], { NODE_ENV: "production" });
compress(join(root, "build/client"));
shorten(join(root, "build/server"));
await makeDatabaseTemplate();
keepCode();
process.exit(0);

/** Where no server can be started, as in some builders, it goes without: the server compiles its code at each start then. */
function keepCode() {
  const options = { cwd: root, stdio: "inherit", timeout: 60_000 };
  const { status } = spawnSync(process.execPath, ["scripts/keep-code.mjs"], options);
  if (status !== 0) console.warn("What the server's code compiles to was not kept, so each start will take longer.");
}

function compress(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!/\.(css|js|svg|txt|webmanifest)$/.test(name)) continue;
    const file = join(folder, name);
    const content = readFileSync(file);
    if (content.length < 256) continue;
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
    writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
}

/**
 * Without spaces and comments, while functions keep their names, and in ASCII: a file with a single other letter takes
 * twice its length in memory. A tenth of what a server holds after its start, and of the start.
 */
function shorten(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    const file = join(folder, name);
    if (!existsSync(`${file}.map`)) continue;
    const origin = `//# sourceMappingURL=data:application/json;base64,${readFileSync(`${file}.map`, "base64")}`;
    const long = readFileSync(file, "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, origin);
    const { code, map } = transformSync(long, {
      ...{ minifyWhitespace: true, charset: "ascii", lineLimit: 200, legalComments: "none" },
      // A script that was compiled before cannot import.
      ...{ format: "cjs", platform: "node", supported: { "dynamic-import": false } },
      ...{ sourcemap: "external", sourcefile: basename(file) },
    });
    writeFileSync(file, `${code}//# sourceMappingURL=${basename(file)}.map\n`);
    writeFileSync(`${file}.map`, map);
  }
}

/** Made anew only for another PGlite, which writes another cluster: it takes a while. */
async function makeDatabaseTemplate() {
  const { version } = JSON.parse(readFileSync(join(root, "node_modules/@electric-sql/pglite/package.json"), "utf8"));
  const folder = join(root, "build/database");
  const madeBy = `${folder}.version`;
  if (existsSync(madeBy) && readFileSync(madeBy, "utf8") === version) return;
  rmSync(folder, { recursive: true, force: true });
  const pglite = await PGlite.create(folder);
  await pglite.close();
  writeFileSync(madeBy, version);
}
