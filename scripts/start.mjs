// `npm start`: installs and builds when needed, then becomes the server. In this process, so that signals reach it.
import "./one-storage.mjs";
import { ensureBuilt, ensureInstalled, requireNode, root } from "./prepare.mjs";

requireNode();
process.chdir(root);
ensureInstalled();
ensureBuilt();

try {
  const { refuseHeldDatabase } = await import("../build/server/held.js");
  refuseHeldDatabase();
  const { start } = await import("../build/server/index.js");
  await start();
} catch (error) {
  const known = error.name === "SettingsError" || error.name === "StartError";
  if (known) console.error(`Clearlist cannot start.\n${error.message}`);
  else console.error(error);
  process.exit(1);
}
