import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { APIError } from "better-auth/api";

import { gauge } from "~/metrics/registry.server";
import { say } from "~/words/say";
import { english, waitIn } from "~/words/words.server";
import { boundedQueue, QueueFull } from "./hashing-queue.server";

interface Cost {
  N: number;
  r: number;
  p: number;
}

/** One of the settings of OWASP's Password Storage Cheat Sheet, which it holds to be equal; 16 MiB while it runs. */
const COST: Cost = { N: 2 ** 14, r: 8, p: 5 };
/** What Better Auth used, in hashes of the form `salt:key`, both in hexadecimal digits. */
const OLD_COST: Cost = { N: 2 ** 14, r: 16, p: 1 };
const KEY_BYTES = 64;
const SALT_BYTES = 16;
const BUSY_SECONDS = 5;

/** Two of the four threads that Node has for such work: files and names are read on the same ones. */
const queued = boundedQueue({ atOnce: 2, waiting: 20 });
gauge(
  "password_hashing",
  "Passwords that are being hashed or checked, and that wait for their turn.",
  () => [
    [["running"], queued.running()],
    [["waiting"], queued.waiting()],
  ],
  { names: ["state"] },
);

/** The hash of a new password, with what it takes to check it: `$scrypt$v=1$n=…,r=…,p=…$salt$key`. */
export async function hashPassword(password: string): Promise<string> {
  const ready = prepared.getStore();
  if (ready?.hash && ready.password === password) return ready.hash;
  return inTurn(() => freshHash(password));
}

/** Whether `password` is the one that `hash` was made of. Takes the same work for a hash of either kind. */
export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const stored = read(hash);
  if (!stored) return false;
  return inTurn(async () => {
    const right = timingSafeEqual(await derive(password, stored.salt, stored.cost, stored.key.length), stored.key);
    // An old hash is cheaper to check: without this, the time would tell who has not signed in since.
    if (!right && isOutdated(hash)) await freshHash(password);
    return right;
  });
}

/** Whether the hash was made in another way than `hashPassword` makes them. */
export function isOutdated(hash: string): boolean {
  return !hash.startsWith(`${PREFIX}$`);
}

const prepared = new AsyncLocalStorage<{ password?: string; hash?: string }>();

/** Within `work`, a hash made by `hashBeforehand` is there when it is asked for. */
export function withHashBeforehand<T>(work: () => Promise<T>): Promise<T> {
  return prepared.run({}, work);
}

/**
 * Makes the hash that `hashPassword` will be asked for. Better Auth asks in the middle of a transaction, which would
 * hold its connection while we wait our turn, and after it has used up the token from a mail.
 */
export async function hashBeforehand(password: string): Promise<void> {
  const ready = prepared.getStore();
  if (ready) Object.assign(ready, { password, hash: await hashPassword(password) });
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await queued(work);
  } catch (error) {
    if (error instanceof QueueFull) throw busy();
    throw error;
  }
}

/** The answer when too many passwords are being checked. */
const BUSY = "BUSY";
function busy(): APIError {
  const message = say(english.refusals.busy, { wait: waitIn(english, BUSY_SECONDS) });
  return new APIError("SERVICE_UNAVAILABLE", { code: BUSY, message }, { "Retry-After": String(BUSY_SECONDS) });
}

/** Whether what was answered is that too many passwords are being checked: this one was not. */
export function isBusy(answer: unknown): boolean {
  return answer instanceof APIError && answer.body?.code === BUSY;
}

const PREFIX = `$scrypt$v=1$n=${COST.N},r=${COST.r},p=${COST.p}`;

async function freshHash(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, COST, KEY_BYTES);
  return [PREFIX, salt.toString("base64url"), key.toString("base64url")].join("$");
}

function read(hash: string): { cost: Cost; salt: Buffer | string; key: Buffer } | undefined {
  const ours = /^\$scrypt\$v=1\$n=(\d+),r=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/.exec(hash);
  if (ours) {
    const [N, r, p] = ours.slice(1, 4).map(Number);
    return { cost: { N: N!, r: r!, p: p! }, salt: bytes(ours[4]!), key: bytes(ours[5]!) };
  }
  const old = /^([0-9a-f]{32}):([0-9a-f]{128})$/.exec(hash);
  // The digits themselves were the salt.
  return old ? { cost: OLD_COST, salt: old[1]!, key: Buffer.from(old[2]!, "hex") } : undefined;
}

const bytes = (text: string) => Buffer.from(text, "base64url");

function derive(password: string, salt: Buffer | string, { N, r, p }: Cost, length: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { N, r, p, maxmem: 256 * N * r };
    // The same letters, however a keyboard composes them.
    scrypt(password.normalize("NFKC"), salt, length, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
