// `npm run dev`: the same server with hot reload; Vite stands in front of it and builds what is asked for.
import { createServer } from "node:http";
import { ensureInstalled, requireNode, root } from "./prepare.cjs";

requireNode();
process.chdir(root);
ensureInstalled();

const { createServer: createVite } = await import("vite");
const http = createServer((req, res) => vite.middlewares(req, res, () => answer(req, res)));
const vite = await createVite({ server: { middlewareMode: true, hmr: { server: http } }, appType: "custom" });
const { env } = await vite.ssrLoadModule("./app/env.server.ts");
const { openDatabase, database } = await vite.ssrLoadModule("./app/db/database.server.ts");
await openDatabase();
http.listen(env.port, env.host, () => console.log(`Clearlist is ready on ${env.origin} (development)`));

for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, async () => {
    http.closeAllConnections();
    await Promise.all([vite.close(), database().close()]);
    process.exit(0);
  });

async function answer(req, res) {
  try {
    const server = await vite.ssrLoadModule("./server.ts");
    await server.answer(req, res);
  } catch (error) {
    vite.ssrFixStacktrace(error);
    console.error(error);
    res.writeHead(500).end(String(error.stack));
  }
}
