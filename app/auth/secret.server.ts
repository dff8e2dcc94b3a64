import { hkdfSync, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { env } from "~/env.server";

let secret: string | undefined;

/** BETTER_AUTH_SECRET, or on a loopback start the random one that was made once and is kept in the data directory. */
export function authSecret(): string {
  secret ??= env.secret ?? keptSecret(join(env.dataDir, "secret"));
  return secret;
}

/** A key of its own for each purpose, so that a token made for one is worth nothing to another (RFC 5869). */
export function derivedKey(purpose: string): Uint8Array {
  const known = keys.get(purpose);
  if (known) return known;
  const key = new Uint8Array(hkdfSync("sha256", authSecret(), "", purpose, 32));
  keys.set(purpose, key);
  return key;
}
const keys = new Map<string, Uint8Array>();

function keptSecret(file: string): string {
  mkdirSync(env.dataDir, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, randomBytes(48).toString("base64url"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return readFileSync(file, "utf8").trim();
}
