import type { createAuthMiddleware } from "better-auth/api";
import { APIError, getSessionFromCtx } from "better-auth/api";

import { env } from "~/env.server";
import { countAgainst, forgive, type Limit } from "./limits.server";
import { endOtherSessions } from "./sessions.server";

type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

const PATHS = ["/two-factor/verify-totp", "/two-factor/verify-backup-code"];

/** Where a code of the second factor is checked. */
export const takesCode = (path: string) => PATHS.includes(path);

/** Wrong codes of one person, whichever kind they are, whichever sign-in they belong to. */
export const perCode: Limit = { name: "code:account", max: env.rateLimits.signIn, seconds: 15 * 60 };
/** A code of an app is good for a minute and a half, and every code for one use (RFC 6238, 5.2). */
const oneUse: Limit = { name: "code:used", max: 1, seconds: 90 };

/** Whose second factor it is: of the session, or of the sign-in that waits for it. Undefined when it is nobody's. */
export async function codeOwner(ctx: Context): Promise<string | undefined> {
  const found = await getSessionFromCtx(ctx).catch(() => null);
  if (found) return found.user.id;
  const { name } = ctx.context.createAuthCookie("two_factor");
  const challenge = await ctx.getSignedCookie(name, ctx.context.secret);
  if (!challenge) return undefined;
  return (await ctx.context.internalAdapter.findVerificationValue(challenge))?.value;
}

/** Throws when this code has been used, or tried, a moment ago: of two at once one is right at most. */
export async function refuseUsedCode(ctx: Context, owner: string): Promise<void> {
  const again = await countAgainst(oneUse, `${owner} ${String(ctx.body?.code ?? "").slice(0, 20)}`);
  if (again !== undefined) throw new APIError("UNAUTHORIZED", { code: "INVALID_CODE", message: "Invalid code" });
}

/** After a right code. One that came with a session has switched the second factor on: that ends the other sessions. */
export async function settleCode(ctx: Context): Promise<void> {
  const made = ctx.context.newSession;
  if (!made) return;
  await forgive(perCode, made.user.id);
  if (ctx.context.session) await endOtherSessions({ userId: made.user.id, sessionId: made.session.id });
}
