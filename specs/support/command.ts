import { spawn } from "node:child_process";

import { SECRET } from "./server";

/** Runs one of the project's scripts to its end: its exit code, and what it printed. */
export function runScript(name: string, args: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, [`scripts/${name}.mjs`, ...args], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ...(process.env.COVERAGE_DIR && { NODE_V8_COVERAGE: process.env.COVERAGE_DIR }),
      BETTER_AUTH_SECRET: SECRET,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  return new Promise<{ code: number | null; output: string }>((resolve) =>
    child.once("close", (code) => resolve({ code, output })),
  );
}
