import type { GenericEndpointContext } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import type * as z from "zod";

import { env } from "~/env.server";
import { networkOf } from "~/http/client-address.server";
import { check } from "~/http/input.server";
import { say } from "~/words/say";
import { english, waitIn } from "~/words/words.server";
import { forgotPasswordInput, newPasswordInput, signUpInput } from "./account-input.server";
import { codeOwner, perCode, refuseUsedCode, settleCode, takesCode } from "./codes.server";
import { countAgainst, forgive, giveBack, type Limit } from "./limits.server";
import { besideAnswer } from "./mail.server";
import { hashBeforehand, isBusy } from "./passwords.server";
import { mailConfirmation, SIGNS_UP_BY_MAIL, signUpByMail } from "./sign-up-by-mail.server";

const QUARTER = 15 * 60;
const HOUR = 60 * 60;
const perAccount: Limit = { name: "sign-in:account", max: env.rateLimits.signIn, seconds: QUARTER };
/** Many people may share an address; nobody needs this many tries from one. */
const perAddress: Limit = { name: "sign-in:address", max: env.rateLimits.signIn * 10, seconds: QUARTER };
const signUps: Limit = { name: "sign-up:address", max: env.rateLimits.signUp, seconds: HOUR };
const mails: Limit = { name: "mail:address", max: env.rateLimits.signUp, seconds: HOUR };

type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/**
 * What every door into Better Auth has in common: pages call its functions, programs its endpoints under /api/auth, and
 * both pass here. Limits, the rules for names and addresses, and what a client may not leave out.
 */
export const beforeAuth = createAuthMiddleware(async (ctx) => {
  if (ASKS_PASSWORD.has(ctx.path)) await refuseBeyond(perAccount, (await emailOf(ctx)) ?? addressOf(ctx));
  if (takesCode(ctx.path)) {
    const owner = await codeOwner(ctx);
    await refuseBeyond(perCode, owner ?? addressOf(ctx));
    if (owner) await refuseUsedCode(ctx, owner);
    // A device that need not show a code any more is not something that we offer.
    return { context: { body: { ...ctx.body, trustDevice: false, disableSession: false } } };
  }
  switch (ctx.path) {
    case "/sign-in/email":
      await refuseBeyond(perAccount, accountOf(ctx));
      await refuseBeyond(perAddress, addressOf(ctx));
      return;
    case "/sign-up/email": {
      const input = refuseInvalid(signUpInput, ctx.body);
      await refuseBeyond(signUps, addressOf(ctx));
      // An answer from here is the answer: Better Auth's own sign-up, which signs in, does not come about.
      if (SIGNS_UP_BY_MAIL) return signUpByMail(causeOf(ctx), ctx.context, input);
      await hashBeforehand(input.password);
      return;
    }
    case "/request-password-reset":
    case "/send-verification-email":
      refuseInvalid(forgotPasswordInput, ctx.body);
      await refuseBeyond(mails, addressOf(ctx));
      return;
    case "/update-user":
      refuseInvalid(signUpInput.pick({ name: true }), ctx.body);
      return;
    case "/reset-password":
      refuseInvalid(newPasswordInput, ctx.body);
      // For a token that is not known no work is done.
      if (
        await ctx.context.internalAdapter.findVerificationValue(`reset-password:${ctx.body.token ?? ctx.query?.token}`)
      )
        await hashBeforehand(ctx.body.newPassword);
      return;
    case "/change-password":
      refuseInvalid(newPasswordInput, ctx.body);
      return { context: { body: { ...ctx.body, revokeOtherSessions: true } } };
    case "/delete-user":
      if (!ctx.body?.password)
        throw new APIError("BAD_REQUEST", { code: "VALIDATION_ERROR", message: "password is required." });
      return;
  }
});

/** What was counted beforehand is taken back when it was no failure, and a new session replaces the one it came from. */
export const afterAuth = createAuthMiddleware(async (ctx) => {
  if (ASKS_PASSWORD.has(ctx.path)) return settlePassword(ctx);
  if (takesCode(ctx.path)) return settleCode(ctx);
  if (ctx.path !== "/sign-in/email") return;
  if (isBusy(ctx.context.returned)) {
    await giveBack(perAccount, accountOf(ctx));
    await giveBack(perAddress, addressOf(ctx));
    return;
  }
  if (!ctx.context.newSession && !hadRightPassword(ctx.context.returned)) return;
  await forgive(perAccount, accountOf(ctx));
  await giveBack(perAddress, addressOf(ctx));
  if (!ctx.context.newSession) return;
  const previous = await getSessionFromCtx(ctx).catch(() => null);
  if (previous && previous.session.id !== ctx.context.newSession.session.id)
    await ctx.context.internalAdapter.deleteSession(previous.session.token);
});

const UNCONFIRMED = "EMAIL_NOT_VERIFIED";
const LIMITED = "RATE_LIMITED";

/** Where mails are sent, nobody signs in to an account whose address is not confirmed: they get the link to do so. */
export async function refuseUnconfirmed({ userId }: { userId: string }, ctx: GenericEndpointContext | null) {
  if (!SIGNS_UP_BY_MAIL || ctx?.path !== "/sign-in/email") return;
  const user = await ctx.context.internalAdapter.findUserById(userId);
  if (!user || user.emailVerified) return;
  await refuseBeyond(mails, networkOf(ctx.headers?.get("x-client-ip") ?? ""));
  besideAnswer(() => mailConfirmation(causeOf(ctx), ctx.context, user));
  const message = "The e-mail address is not confirmed. Follow the link in the mail: a new one is on its way.";
  throw new APIError("FORBIDDEN", { code: UNCONFIRMED, message });
}

/** Whether a sign-in was refused by the function above, which the right password alone leads to. */
const hadRightPassword = (answer: unknown) =>
  answer instanceof APIError && [UNCONFIRMED, LIMITED].includes(answer.body?.code ?? "");

/** Somebody who is signed in says their password once more: wrong ones count like failed sign-ins. */
const ASKS_PASSWORD = new Set([
  "/change-password",
  "/delete-user",
  "/verify-password",
  "/two-factor/enable",
  "/two-factor/disable",
  "/two-factor/generate-backup-codes",
]);

async function settlePassword(ctx: Context): Promise<void> {
  const email = await emailOf(ctx);
  const { returned } = ctx.context;
  if (email === undefined || (returned instanceof APIError && returned.body?.code === "INVALID_PASSWORD")) return;
  await (returned instanceof APIError ? giveBack : forgive)(perAccount, email);
}

/** Whose session the request came with, or got. */
async function emailOf(ctx: Context): Promise<string | undefined> {
  const found = ctx.context.newSession ?? (await getSessionFromCtx(ctx).catch(() => null));
  return found?.user.email;
}

/** Counts a mail that somebody asked for at a page of our own against their address. Throws beyond the limit. */
export const countMail = (request: Request) => refuseBeyond(mails, networkOf(request.headers.get("x-client-ip") ?? ""));

async function refuseBeyond(limit: Limit, who: string): Promise<void> {
  const wait = await countAgainst(limit, who);
  if (wait === undefined) return;
  const message = say(english.refusals.tooMany, { wait: waitIn(english, wait) });
  throw new APIError("TOO_MANY_REQUESTS", { code: LIMITED, message }, { "Retry-After": String(wait) });
}

function refuseInvalid<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = check(schema, value);
  if (result.ok) return result.input;
  const message = result.errors.map((error) => `${error.field} ${error.message}.`).join(" ");
  throw new APIError("BAD_REQUEST", { code: "VALIDATION_ERROR", message });
}

const causeOf = ({ headers }: { headers?: Headers }) => ({ headers: headers ?? new Headers() });
const accountOf = (ctx: Context) =>
  String(ctx.body?.email ?? "")
    .trim()
    .toLowerCase()
    .slice(0, 1000);

/** The server has put it there, whatever the client sent. */
const addressOf = (ctx: Context) => networkOf(ctx.headers?.get("x-client-ip") ?? "");
