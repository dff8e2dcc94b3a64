import { reactRouter } from "@react-router/dev/vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

export default defineConfig(({ command }) => ({
  plugins: [tailwindcss(), reactRouter()],
  resolve: { tsconfigPaths: true },
  environments: {
    ssr: {
      build: {
        // Our own server is the entry of the server build; it imports the routes as a virtual module.
        rollupOptions: { input: "./server.ts" },
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
