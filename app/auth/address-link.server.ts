import { randomBytes } from "node:crypto";
import type { AuthContext } from "better-auth";
import * as z from "zod";

import { env } from "~/env.server";

const MINUTES = 60;

/**
 * What the link of a mail confirms: that this address is the user's own. One that was asked for in a session changes the
 * address of the user to it, and is worth something only while that session lives.
 */
const wish = z.object({ userId: z.string(), email: z.string(), sessionId: z.string().optional() });
export type Wish = z.output<typeof wish>;

/** The link to /confirm-email. What it confirms waits under a digest of its token. */
export async function makeAddressLink({ internalAdapter }: Pick<AuthContext, "internalAdapter">, wanted: Wish) {
  const token = randomBytes(32).toString("base64url");
  await internalAdapter.createVerificationValue({
    identifier: identifierOf(token),
    value: JSON.stringify(wanted),
    expiresAt: new Date(Date.now() + MINUTES * 60_000),
  });
  return `${env.origin}/confirm-email?token=${encodeURIComponent(token)}`;
}

/** What waits for this token; undefined when nothing does, or no longer. */
export async function wishOf({ internalAdapter }: Pick<AuthContext, "internalAdapter">, token: string) {
  const kept = await internalAdapter.findVerificationValue(identifierOf(token));
  return kept && kept.expiresAt > new Date() ? read(kept.value) : undefined;
}

/** The same, and uses the token up: of several at once one gets it. */
export async function takeWish({ internalAdapter }: Pick<AuthContext, "internalAdapter">, token: string) {
  const kept = await internalAdapter.consumeVerificationValue(identifierOf(token));
  return kept ? read(kept.value) : undefined;
}

const read = (value: string): Wish => wish.parse(JSON.parse(value));
const identifierOf = (token: string) => `confirm-email:${token}`;
