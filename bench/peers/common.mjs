// Shared by the Node peers: settings, JWT check (jose, HS256), sample data for the ceiling.
import { createSecretKey } from "node:crypto";
import { jwtVerify } from "jose";
import postgres from "postgres";

export const PORT = Number(process.env.PORT ?? 4100);
export const DATABASE_URL = process.env.DATABASE_URL ?? "postgres://app@127.0.0.1:55432/app";
export const SECRET = process.env.JWT_SECRET ?? "perf-secret-perf-secret-perf-secret-0123";
const key = createSecretKey(Buffer.from(SECRET));
const OPTS = { algorithms: ["HS256"] };

/** The user id of a valid bearer token, or null. */
export async function userOf(authorization) {
  if (!authorization?.startsWith("Bearer ")) return null;
  try {
    const { payload } = await jwtVerify(authorization.slice(7), key, OPTS);
    return payload.sub ?? null;
  } catch {
    return null;
  }
}
export const connect = () => postgres(DATABASE_URL, { max: Number(process.env.POOL ?? 10), onnotice() {} });
export const LIMIT = 50;
