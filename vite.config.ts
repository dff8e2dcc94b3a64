import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { reactRouter } from "@react-router/dev/vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, minifySync, type Plugin, transformWithOxc } from "vite";

/** React Router's plugin has one entry in mind, and names every one index.js. */
const eachEntryItsOwnFile: Plugin = {
  name: "each-entry-its-own-file",
  config: () => ({ environments: { ssr: { build: { rollupOptions: { output: { entryFileNames: "[name].js" } } } } } }),
};

/**
 * What comes after a page is small and asks for its own parts. Vite's helper, which asks for them a moment earlier, is
 * larger than the code that would call it on the first page. It would also fetch styles; ours stand in one file.
 */
const plainDynamicImports: Plugin = {
  name: "plain-dynamic-imports",
  enforce: "pre",
  load: (id) => (id === "\0vite/preload-helper.js" ? "export const __vitePreload = (load) => load();" : undefined),
};

/** "./name.ts?script": the file as a text, for what runs neither on the server nor with a page's own scripts. */
const scriptsAsTexts: Plugin = {
  name: "scripts-as-texts",
  enforce: "pre",
  load: {
    filter: { id: /\?script$/ },
    async handler(id) {
      const file = id.replace("?script", "");
      const { code } = await transformWithOxc(await readFile(file, "utf8"), file);
      const small = minifySync(file, code.replace(/^export \{\s*\};?$/m, ""), { mangle: { toplevel: true } });
      return { code: `export default ${JSON.stringify(small.code)};`, moduleType: "js" };
    },
  },
};

/** React Router names its development build for every use; the other one leaves the warnings for developers out. */
const reactRouterFiles = fileURLToPath(new URL("./node_modules/react-router/dist/production/", import.meta.url));
const production = [
  { find: /^react-router$/, replacement: `${reactRouterFiles}index.mjs` },
  { find: /^react-router\/dom$/, replacement: `${reactRouterFiles}dom-export.mjs` },
];

/** Small files are bytes: what nearly every page needs stands in one, and what the pages of tasks share in another. */
const groups = [
  { name: "frame", test: /\/app\/(ui|preferences)\/|\/app\/words\/[a-z-]+\.tsx?$/, minShareCount: 6 },
  { name: "tasks", test: /\/app\/tasks\//, minShareCount: 2 },
];

/** Both load files that lie beside them. */
const OUTSIDE = ["@electric-sql/pglite", "@node-rs/argon2"];

export default defineConfig(({ command }) => ({
  plugins: [tailwindcss(), reactRouter(), eachEntryItsOwnFile, plainDynamicImports, scriptsAsTexts],
  resolve: { tsconfigPaths: true, alias: command === "build" ? production : [] },
  environments: {
    client: { build: { rollupOptions: { output: { advancedChunks: { groups } } } } },
    ssr: {
      build: {
        // Our own server is the entry of the server build; it imports the routes as a virtual module. The other one is
        // what a start looks at before it loads all that.
        rollupOptions: { input: { index: "./server.ts", held: "./app/db/held.server.ts" } },
        sourcemap: true,
      },
      // Built in, all of it is found in a few files instead of a thousand, which is most of a start; and React is its
      // production version whatever NODE_ENV the operator starts the server with.
      ...(command === "build" && {
        define: { "process.env.NODE_ENV": '"production"' },
        resolve: { noExternal: true, external: OUTSIDE },
      }),
    },
  },
}));
