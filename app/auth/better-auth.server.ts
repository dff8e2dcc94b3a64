import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { betterAuth } from "better-auth/minimal";
import { jwt } from "better-auth/plugins/jwt";
import { twoFactor } from "better-auth/plugins/two-factor";
import { v7 as uuidv7 } from "uuid";

import { database } from "~/db/database.server";
import { drizzleOver } from "~/db/drizzle.server";
import * as schema from "~/db/schema.server";
import { env } from "~/env.server";
import { log } from "~/log.server";
import { PASSWORD_MAX, PASSWORD_MIN } from "./account";
import { eraseAccount } from "./erasure.server";
import { afterAuth, beforeAuth, refuseUnconfirmed } from "./hooks.server";
import { besideAnswer, mailTo, sendMail } from "./mail.server";
import { hashPassword, isOutdated, verifyPassword } from "./passwords.server";
import { renewHash } from "./renewal.server";
import { authSecret } from "./secret.server";
import { LAST_USE_SECONDS, SESSION_COOKIE, SESSION_SECONDS } from "./session-cookie.server";
import { confirmAddress, SIGNS_UP_BY_MAIL } from "./sign-up-by-mail.server";
import { signToken, TOKEN_AUDIENCE, TOKEN_MINUTES } from "./token.server";

const RESET_MINUTES = 60;
const secure = env.origin.startsWith("https:");
const attributes = { httpOnly: true, sameSite: "lax", path: "/", secure } as const;

/** The plugin without its table of key pairs, which goes unused: `sign` is ours. */
const { schema: _keyPairs, ...accessTokens } = jwt({
  // Both are asked for by the plugin when `sign` is given; nothing is fetched and no key pair is made.
  jwks: { remoteUrl: `${env.origin}/unused`, keyPairConfig: { alg: "EdDSA" } },
  disableSettingJwtHeader: true,
  jwt: {
    issuer: env.origin,
    audience: TOKEN_AUDIENCE,
    expirationTime: `${TOKEN_MINUTES}m`,
    definePayload: ({ session }) => ({ sid: session.id, jti: crypto.randomUUID() }),
    getSubject: ({ user }) => user.id,
    sign: signToken,
  },
});

/** Better Auth as it is here, over the open database. */
export const create = () =>
  betterAuth({
    appName: "Clearlist",
    baseURL: env.origin,
    secret: authSecret(),
    trustedOrigins: [env.origin, ...env.aliases],
    database: drizzleAdapter(drizzleOver(database().auth), { provider: "pg", schema, transaction: true }),
    telemetry: { enabled: false },
    logger: {
      log: (level, message) =>
        log[level === "error" ? "error" : level === "warn" ? "warn" : "debug"]({ by: "better-auth" }, message),
    },
    // Otherwise it writes what it did not expect to the console, with the parameters of the statement that failed.
    onAPIError: { throw: true },
    // Our own limiter stands in the hooks: one for every door, in the database, per account and per address.
    rateLimit: { enabled: false },
    hooks: { before: beforeAuth, after: afterAuth },
    databaseHooks: { session: { create: { before: refuseUnconfirmed } } },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
      revokeSessionsOnPasswordReset: true,
      password: {
        hash: hashPassword,
        verify: async ({ hash, password }) => {
          const right = await verifyPassword(hash, password);
          if (right && isOutdated(hash)) await renewHash(hash, password);
          return right;
        },
      },
      resetPasswordTokenExpiresIn: RESET_MINUTES * 60,
      sendResetPassword: async ({ user, token }, request) => {
        const link = `${env.origin}/reset-password?token=${encodeURIComponent(token)}`;
        const mail = mailTo(user.email, request, "newPassword", { name: user.name, link });
        if (SIGNS_UP_BY_MAIL) besideAnswer(() => sendMail(mail));
        else await sendMail(mail);
      },
      onPasswordReset: async ({ user }) => {
        if (SIGNS_UP_BY_MAIL) await confirmAddress(user.id, user.email);
      },
    },
    session: { expiresIn: SESSION_SECONDS, updateAge: LAST_USE_SECONDS },
    user: {
      // Better Auth would delete one table after the other; a crash in between would leave half an account.
      deleteUser: { enabled: true, beforeDelete: (user) => eraseAccount(user.id) },
    },
    verification: { storeIdentifier: "hashed" },
    advanced: {
      database: { generateId: () => uuidv7() },
      ipAddress: { ipAddressHeaders: ["x-client-ip"] },
      useSecureCookies: false, // it would name them otherwise
      cookies: {
        session_token: { name: SESSION_COOKIE, attributes },
        two_factor: { name: secure ? "__Host-challenge" : "challenge", attributes },
      },
    },
    plugins: [accessTokens, twoFactor({ issuer: "Clearlist", accountLockout: { enabled: false } })],
  });
