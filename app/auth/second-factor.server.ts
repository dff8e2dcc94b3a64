import { sql } from "drizzle-orm";

import { database } from "~/db/database.server";
import type { Principal } from "~/db/identity.server";
import { user } from "~/db/schema.server";
import { statement } from "~/db/statement.server";
import { from, type Outcome, outcome } from "./account.server";
import { auth } from "./auth.server";

type Refused = Extract<Outcome, { ok: false }>;

/** Whether a code is asked for when this person signs in. */
export async function hasSecondFactor({ userId }: Principal): Promise<boolean> {
  const [row] = await onStatement(database().auth, { userId });
  return row?.on ?? false;
}

/** Makes a secret for an authenticator app, by the password. It counts for nothing until a code of it has come back. */
export async function beginSecondFactor(
  request: Request,
  input: { currentPassword: string },
): Promise<{ ok: true; secret: string } | Refused> {
  let secret = "";
  const result = await outcome(request, async () => {
    const body = { password: input.currentPassword };
    const { headers, response } = await auth().api.enableTwoFactor({ ...from(request), body });
    if (response.method === "totp") secret = new URL(response.totpURI).searchParams.get("secret") ?? "";
    return { headers };
  });
  return result.ok ? { ok: true, secret } : result;
}

/** Switches it on, by a code made from the secret. Every session ends, this browser gets a new one; the recovery codes are shown this once. */
export async function confirmSecondFactor(
  request: Request,
  { userId }: Principal,
  input: { code: string },
): Promise<{ ok: true; headers: Headers; sessionId: string; recoveryCodes: string[] } | Refused> {
  const result = await outcome(request, () => auth().api.verifyTOTP({ ...from(request), body: input }));
  if (!result.ok) return result;
  const cookies = result.headers.getSetCookie().map((cookie) => cookie.split(";", 1)[0]);
  const made = await auth().api.getSession({ headers: new Headers({ Cookie: cookies.join("; ") }) });
  const { backupCodes } = await auth().api.viewBackupCodes({ body: { userId } });
  return { ok: true, headers: result.headers, sessionId: made?.session.id ?? "", recoveryCodes: backupCodes };
}

/** New recovery codes in the place of the old ones, by the password. */
export async function renewRecoveryCodes(
  request: Request,
  input: { currentPassword: string },
): Promise<{ ok: true; recoveryCodes: string[] } | Refused> {
  let recoveryCodes: string[] = [];
  const result = await outcome(request, async () => {
    const body = { password: input.currentPassword };
    const { headers, response } = await auth().api.generateBackupCodes({ ...from(request), body });
    recoveryCodes = response.backupCodes;
    return { headers };
  });
  return result.ok ? { ok: true, recoveryCodes } : result;
}

/** Switches it off, by the password, and forgets secret and codes. */
export async function endSecondFactor(request: Request, input: { currentPassword: string }): Promise<Outcome> {
  return outcome(request, () =>
    auth().api.disableTwoFactor({ ...from(request), body: { password: input.currentPassword } }),
  );
}

/** The second step of signing in: a code of the app, or a recovery code, which works once. */
export async function finishSignIn(request: Request, { code }: { code: string }): Promise<Outcome> {
  const call = { ...from(request), body: { code } };
  return outcome(request, () =>
    /^\d{6}$/.test(code) ? auth().api.verifyTOTP(call) : auth().api.verifyBackupCode(call),
  );
}

/** The link that an authenticator app on the same device opens. */
export function otpauthLink(secret: string, email: string): string {
  return `otpauth://totp/${encodeURIComponent(`Clearlist:${email}`)}?${new URLSearchParams({ secret, issuer: "Clearlist" })}`;
}

const onStatement = statement<{ on: boolean }>(
  sql`select ${user.twoFactorEnabled} as "on" from ${user} where ${user.id} = ${sql.placeholder("userId")}`,
);
