import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { reactRouter } from "@react-router/dev/vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, minifySync, type Plugin, transformWithOxc } from "vite";

/** React Router's plugin has one entry in mind, and names every one index. */
const names = { entryFileNames: "[name].cjs", chunkFileNames: "assets/[name]-[hash].cjs" };
const eachEntryItsOwnFile: Plugin = {
  name: "each-entry-its-own-file",
  config: () => ({ environments: { ssr: { build: { rollupOptions: { output: names } } } } }),
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
/** Of React's two ways to make a page the one that is used: the other is larger than all pages of ours. */
const reactServer = fileURLToPath(
  new URL("./node_modules/react-dom/cjs/react-dom-server-legacy.node.production.js", import.meta.url),
);

const production = [
  { find: /^react-router$/, replacement: `${reactRouterFiles}index.mjs` },
  { find: /^react-router\/dom$/, replacement: `${reactRouterFiles}dom-export.mjs` },
  { find: /^react-dom\/server$/, replacement: reactServer },
];

/**
 * Of the router, what no page of ours uses stays out of the browser, though it cannot know: its warnings and the
 * sentences of its errors, which are for development; screens for pages without an error page; looking for routes, all of
 * which are known (see react-router.config.ts); and fetching pages ahead, which no link asks for. A twentieth of all
 * scripts. Where another version has other names it stays in, and the bytes tell (OPS-069).
 */
const leanRouter: Plugin = {
  name: "lean-router",
  apply: "build",
  applyToEnvironment: ({ name }) => name === "client",
  transform: {
    filter: { id: /\/react-router\/dist\/production\// },
    handler(code) {
      const spans: Span[] = [];
      collectUnused(this.parse(code), spans);
      let rest = code;
      for (const { start, end } of spans.sort((a, b) => b.start - a.start))
        rest = rest.slice(0, start) + rest.slice(end);
      return { code: rest, moduleType: "js" };
    },
  },
};
const WARNINGS = ["warning", "warningOnce", "warnOnce"];
const UNUSED = [
  "DefaultErrorComponent",
  "RemixRootDefaultErrorBoundary",
  "RemixRootDefaultHydrateFallback",
  "getPatchRoutesOnNavigationFunction",
  "useFogOFWarDiscovery",
  "PrefetchPageLinks",
];

interface Span {
  start: number;
  end: number;
}
/** A part of a program, as far as it matters here. */
interface Part {
  callee?: { name?: string };
  arguments?: Span[];
  id?: { name?: string };
  body?: Span;
}

/** What can go, below this part: the sentence of `invariant(condition, sentence)`, and what is in an unused function. */
function collectUnused(part: unknown, found: Span[]): void {
  if (typeof part !== "object" || part === null) return;
  const { callee, arguments: [condition, sentence] = [], id, body } = part as Part;
  if (condition && sentence && /^invariant\d*$/.test(callee?.name ?? ""))
    found.push({ start: condition.end, end: sentence.end });
  if (body && UNUSED.includes(id?.name ?? "")) found.push({ start: body.start + 1, end: body.end - 1 });
  else for (const below of Object.values(part)) collectUnused(below, found);
}

const FRAME = /\/app\/(ui|preferences)\/|\/app\/words\/[a-z-]+\.tsx?$/;
const FORMS = /\/app\/ui\/(back-link|card-page|page-foot|password-field|setting-page)/;
/**
 * Small files are bytes: React, which stays the same when we change, stands in one, what nearly every page needs of ours
 * in another, what the pages around the list need besides in a third, and what the pages of tasks share in a fourth.
 */
const groups = [
  { name: "react", test: /\/node_modules\/(react|react-dom|react-router|scheduler)\// },
  { name: "frame", test: (id: string) => FRAME.test(id) && !FORMS.test(id), minShareCount: 6 },
  { name: "forms", test: FORMS },
  { name: "tasks", test: /\/app\/tasks\//, minShareCount: 2 },
];

/**
 * What most starts do not need at once runs when it is first asked for: the routes, and Better Auth. It stands in the same
 * file as before; `require` is how a bundle is told that code may run later.
 */
const lazyRoutes: Plugin = {
  name: "lazy-routes",
  apply: "build",
  applyToEnvironment: ({ name }) => name === "ssr",
  transform: {
    order: "post",
    filter: { id: /virtual:react-router\/server-build$|\/app\/auth\/auth\.server\.ts$/ },
    handler(code) {
      let lazy = code.replace(/\bmodule: (\w+)/g, "get module() { return $1; }");
      const found = [...code.matchAll(/^\s*import \* as (\w+) from (".*?");/gm)];
      for (const [statement, name, file] of found)
        lazy = lazy.replace(statement, "").replace(new RegExp(`\\b${name}\\b`), `require(${file})`);
      return { code: lazy, map: null, moduleType: "js" };
    },
  },
};

/** Both load files that lie beside them. */
const OUTSIDE = ["@electric-sql/pglite", "@node-rs/argon2"];

export default defineConfig(({ command }) => ({
  plugins: [
    tailwindcss(),
    reactRouter(),
    eachEntryItsOwnFile,
    plainDynamicImports,
    leanRouter,
    scriptsAsTexts,
    lazyRoutes,
  ],
  resolve: { tsconfigPaths: true, alias: command === "build" ? production : [] },
  environments: {
    client: {
      build: {
        rollupOptions: { treeshake: { manualPureFunctions: WARNINGS }, output: { codeSplitting: { groups } } },
      },
    },
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
        resolve: {
          noExternal: true,
          external: OUTSIDE,
        },
      }),
    },
  },
}));
