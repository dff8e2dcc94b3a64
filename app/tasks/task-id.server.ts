import { randomFillSync } from "node:crypto";
import { v7 } from "uuid";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text could be an id; PostgreSQL takes more for one than we do, and throws at the rest. */
export const isId = (text: string): boolean => UUID.test(text);

/** Asking the system for random bytes costs as much for sixteen as for a thousand. */
const random = new Uint8Array(16 * 256);
let used = random.length;
let msecs = 0;
let seq = 0;

/** The id of a new task: a UUID of version 7 (RFC 9562), later in order than any that this process has made before. */
export function newId(): string {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  const bytes = random.subarray(used, used + 16);
  used += 16;
  // As the package itself does when it asks for the bytes: a counter that begins at random within each millisecond.
  const now = Date.now();
  if (now > msecs) {
    msecs = now;
    seq = new DataView(random.buffer, bytes.byteOffset).getUint32(6) >>> 1;
  } else seq += 1;
  return v7({ random: bytes, msecs, seq });
}
