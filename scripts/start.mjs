// `npm start`: installs and builds when needed, then becomes the server. In this process, so that signals reach it.
import "./one-storage.mjs";
import { ensureBuilt, ensureInstalled, requireNode, root } from "./prepare.mjs";
import { server } from "./server.mjs";

requireNode();
process.chdir(root);
ensureInstalled();
ensureBuilt();

try {
  server("held").refuseHeldDatabase();
  await server("index").start();
} catch (error) {
  const known = error.name === "SettingsError" || error.name === "StartError";
  if (known) console.error(`Clearlist cannot start.\n${error.message}`);
  else console.error(error);
  process.exit(1);
}
