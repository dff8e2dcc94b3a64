import { reactRouter } from "@react-router/dev/vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";

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

export default defineConfig(({ command }) => ({
  plugins: [tailwindcss(), reactRouter(), eachEntryItsOwnFile, plainDynamicImports],
  resolve: { tsconfigPaths: true },
  environments: {
    ssr: {
      build: {
        // Our own server is the entry of the server build; it imports the routes as a virtual module. The other one is
        // what a start looks at before it loads all that.
        rollupOptions: { input: { index: "./server.ts", held: "./app/db/held.server.ts" } },
        sourcemap: true,
      },
      // Built in, React is its production version whatever NODE_ENV the operator starts the server with.
      ...(command === "build" && {
        define: { "process.env.NODE_ENV": '"production"' },
        resolve: { noExternal: ["react", "react-dom", "react-router"] },
      }),
    },
  },
}));
