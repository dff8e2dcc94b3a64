import { AsyncLocalStorage } from "node:async_hooks";
import { scrypt, timingSafeEqual } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { APIError } from "better-auth/api";

import { gauge } from "~/metrics/registry.server";
import { say } from "~/words/say";
import { english, waitIn } from "~/words/words.server";
import { boundedQueue, QueueFull } from "./hashing-queue.server";

/** The floor of OWASP's Password Storage Cheat Sheet for Argon2id: 19 MiB while it runs, twice over them, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const BUSY_SECONDS = 5;

/** One after the other, thirty a second: the other cores are for those who are signed in. */
const queued = boundedQueue({ atOnce: 1, waiting: 20 });
gauge(
  "password_hashing",
  "Passwords that are being hashed or checked, and that wait for their turn.",
  () => [
    [["running"], queued.running()],
    [["waiting"], queued.waiting()],
  ],
  { names: ["state"] },
);

/** The hash of a new password, with what it takes to check it: `$argon2id$v=19$m=…,t=…,p=…$salt$key` (the PHC string format). */
export async function hashPassword(password: string): Promise<string> {
  const ready = prepared.getStore();
  if (ready?.hash && ready.password === password) return ready.hash;
  return inTurn(() => freshHash(password));
}

/** Whether `password` is the one that `hash` was made of, in today's way or in an older one. */
export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  if (!isOutdated(hash)) return inTurn(() => verify(hash, composed(password)).catch(() => false));
  const older = readOlder(hash);
  return older !== undefined && inTurn(async () => timingSafeEqual(await derive(password, older), older.key));
}

/** Whether the hash was made in another way than `hashPassword` makes them. */
export function isOutdated(hash: string): boolean {
  return !hash.startsWith(PREFIX);
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

const PREFIX = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$`;

const freshHash = (password: string) => hash(composed(password), COST);

/** The same letters, however a keyboard composes them. */
const composed = (password: string) => password.normalize("NFKC");

/** What an older hash was made with, by scrypt. */
interface Older {
  N: number;
  r: number;
  p: number;
  salt: Buffer | string;
  key: Buffer;
}

function readOlder(hash: string): Older | undefined {
  const ours = /^\$scrypt\$v=1\$n=(\d+),r=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/.exec(hash);
  if (ours) {
    const [N, r, p] = ours.slice(1, 4).map(Number);
    return { N: N!, r: r!, p: p!, salt: bytes(ours[4]!), key: bytes(ours[5]!) };
  }
  // Better Auth's own: the digits themselves were the salt.
  const theirs = /^([0-9a-f]{32}):([0-9a-f]{128})$/.exec(hash);
  return theirs ? { N: 2 ** 14, r: 16, p: 1, salt: theirs[1]!, key: Buffer.from(theirs[2]!, "hex") } : undefined;
}

const bytes = (text: string) => Buffer.from(text, "base64url");

function derive(password: string, { N, r, p, salt, key }: Older): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { N, r, p, maxmem: 256 * N * r };
    scrypt(composed(password), salt, key.length, options, (error, made) => (error ? reject(error) : resolve(made)));
  });
}
