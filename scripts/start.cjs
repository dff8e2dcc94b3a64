// `npm start`: installs and builds when needed, then becomes the server. In this process, so that signals reach it.
// CommonJS, with what it needs: on Node 20 a start with Node's loader of modules takes a tenth longer.
require("./one-storage.cjs");
const { ensureBuilt, ensureInstalled, requireNode, root } = require("./prepare.cjs");
const { server } = require("./server.cjs");

requireNode();
process.chdir(root);
ensureInstalled();
ensureBuilt();

async function start() {
  server("held").refuseHeldDatabase();
  await server("index").start();
}

start().catch((error) => {
  const known = error.name === "SettingsError" || error.name === "StartError";
  if (known) console.error(`Clearlist cannot start.\n${error.message}`);
  else console.error(error);
  process.exit(1);
});
