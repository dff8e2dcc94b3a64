// What the commands on a database have in common: the build that they are a part of, a bar, and refusals in words.
import { ensureBuilt, ensureInstalled, requireNode, root } from "./prepare.cjs";
import { progressBar } from "./progress.mjs";
import { server } from "./server.cjs";

/** Runs `command` of the built server and prints its sentence; ends with status 1 when it refuses. */
export async function runCommand(name, args, sentence) {
  requireNode();
  const from = process.cwd();
  process.chdir(root);
  ensureInstalled();
  ensureBuilt();
  const progress = progressBar();
  try {
    const outcome = await server("index")[name](...args(from), { progress });
    progress.end();
    console.log(sentence(outcome));
    process.exit(0);
  } catch (error) {
    progress.end();
    const known = error.name === "SettingsError" || error.name === "StartError";
    console.error(known ? `Not done.\n${error.message}` : error);
    process.exit(1);
  }
}
