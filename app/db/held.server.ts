import { env } from "../env.server";
import { databaseLock, refuseHeld } from "./lock.server";

/**
 * Throws StartError when another process holds the embedded database. An entry of its own in the build, with as little
 * to load as it can have: a start that must fail can say so before everything else is loaded. Takes nothing.
 */
export function refuseHeldDatabase(): void {
  if (env.databaseUrl) return;
  refuseHeld(databaseLock(env.dataDir));
}
