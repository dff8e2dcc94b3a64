import { hash } from "node:crypto";

/** Tokens that were seen lately and what they say; at most so many, the oldest going first. */
const MOST = 10_000;

interface Known<T> {
  says: T;
  /** In milliseconds since 1970. */
  until: number;
}

/**
 * Keeps what verified tokens say until they expire, never longer, so that a program that calls often pays for one
 * signature. By their SHA-256: nobody who reads this memory holds a token that opens anything.
 */
export function verifiedTokens<T>(now: () => number = Date.now) {
  const known = new Map<string, Known<T>>();
  return {
    size: () => known.size,
    async says(token: string, verify: () => Promise<Known<T> | undefined>): Promise<T | undefined> {
      const key = hash("sha256", token, "base64");
      const found = known.get(key);
      if (found && now() < found.until) return found.says;
      if (found) known.delete(key);
      const verified = await verify();
      if (!verified || now() >= verified.until) return verified?.says;
      if (known.size >= MOST) for (const oldest of known.keys()) if (known.delete(oldest)) break;
      known.set(key, verified);
      return verified.says;
    },
  };
}
