import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { APIError } from "better-auth/api";

import { turns } from "./turns.server";

/** OWASP's floor for scrypt in its form with 32 MiB: two at once leave room for everything else. */
const COST = { N: 2 ** 15, r: 8, p: 3 } satisfies ScryptOptions;
/** What Better Auth made before there was a version in front of it. */
const OLD_COST = { N: 2 ** 14, r: 16, p: 1 } satisfies ScryptOptions;
const MAX_MEMORY = 64 * 1024 * 1024;
const KEY_BYTES = 32;
const PREFIX = `$scrypt$v=1$n=${Math.log2(COST.N)},r=${COST.r},p=${COST.p}$`;
const FORMAT = /^\$scrypt\$v=1\$n=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]{22})\$([\w-]{43})$/;

/** Hashing takes a processor for a third of a second: few at once, and not more waiting than can be served in time. */
const inTurn = turns({ running: 2, waiting: 20 });
const derive = promisify<string, Uint8Array | string, number, ScryptOptions, Buffer>(scrypt);

/** Hashes made before a transaction begins, so that nothing waits for one inside it. None can be guessed. */
const prepared = new Set<string>();

/** Hashes a password, salted, in the form `$scrypt$v=1$n=…,r=…,p=…$salt$key`. A prepared one is given back. */
export async function hashPassword(password: string): Promise<string> {
  if (prepared.delete(password)) return password;
  const salt = randomBytes(16);
  const key = await keyOf(password, salt, KEY_BYTES, COST);
  return `${PREFIX}${salt.toString("base64url")}$${key.toString("base64url")}`;
}

/** A hash to be handed to `hashPassword` in the password's place, within ten seconds. */
export async function preparePassword(password: string): Promise<string> {
  const hash = await hashPassword(password);
  prepared.add(hash);
  setTimeout(() => prepared.delete(hash), 10_000).unref();
  return hash;
}

/** Whether the password is the one that was hashed, in this form or in the one before. */
export async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const [, n, r, p, salt, key] = FORMAT.exec(hash) ?? [];
  if (salt && key) {
    const cost = { N: 2 ** Number(n), r: Number(r), p: Number(p) };
    return same(await keyOf(password, Buffer.from(salt, "base64url"), KEY_BYTES, cost), Buffer.from(key, "base64url"));
  }
  const [oldSalt = "", oldKey = ""] = hash.split(":");
  return oldKey !== "" && same(await keyOf(password, oldSalt, 64, OLD_COST), Buffer.from(oldKey, "hex"));
}

/** Whether a hash is weaker than what is made now, so that the next sign-in should replace it. */
export const isOutdated = (hash: string) => !hash.startsWith(PREFIX);

function keyOf(password: string, salt: Uint8Array | string, bytes: number, cost: ScryptOptions): Promise<Buffer> {
  const turn = inTurn(() => derive(password.normalize("NFKC"), salt, bytes, { ...cost, maxmem: MAX_MEMORY }));
  if (turn) return turn;
  throw new APIError(
    "SERVICE_UNAVAILABLE",
    { code: "BUSY", message: "Too many people are signing in at the moment. Try again in a few seconds." },
    { "Retry-After": "5" },
  );
}

function same(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
