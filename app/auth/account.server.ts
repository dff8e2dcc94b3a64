import { APIError } from "better-auth/api";
import { decodeJwt } from "jose";

import { DatabaseUnavailable } from "~/db/errors.server";
import { auth } from "./auth.server";
import { throughDoor } from "./door.server";
import { isBusy } from "./passwords.server";

/** What came of it: the cookies to send on, or what to say and with which status. */
export type Outcome =
  | { ok: true; headers: Headers }
  | { ok: false; status: number; formError?: string; errors?: Record<string, string> };

/** Opens an account and signs in. With `mailed` nobody is signed in: what follows stands in a mail to the address. */
export async function signUp(
  request: Request,
  input: { name: string; email: string; password: string },
): Promise<Outcome & { mailed?: boolean }> {
  let mailed = false;
  const result = await outcome(async () => {
    const { headers, response } = await auth().api.signUpEmail({ ...from(request), body: input });
    mailed = response.token === null;
    return { headers: headers ?? new Headers() }; // without a cookie there are none
  });
  return { ...result, mailed };
}

/**
 * Signs in. An unknown account and a wrong password are one answer. With `codeNeeded` nobody is signed in yet: the
 * cookies are for `finishSignIn`.
 */
export async function signIn(
  request: Request,
  input: { email: string; password: string },
): Promise<Outcome & { codeNeeded?: boolean }> {
  let codeNeeded = false;
  const result = await outcome(async () => {
    const { headers, response } = await auth().api.signInEmail({ ...from(request), body: input });
    codeNeeded = "twoFactorRedirect" in response;
    return { headers };
  });
  return { ...result, codeNeeded };
}

/** Ends the session that the request came with. */
export async function signOut(request: Request): Promise<Outcome> {
  return outcome(() => auth().api.signOut(from(request)));
}

/** Sends a mail with a link if there is such an account; the answer does not tell. */
export async function requestPasswordReset(request: Request, input: { email: string }): Promise<Outcome> {
  return outcome(() => auth().api.requestPasswordReset({ ...from(request), body: input }));
}

/** Sets a new password by a token from a mail, which works once, and ends every session of the account. */
export async function resetPassword(request: Request, input: { token: string; password: string }): Promise<Outcome> {
  const body = { token: input.token, newPassword: input.password };
  return outcome(() => auth().api.resetPassword({ ...from(request), body }));
}

/** Changes what somebody is called. */
export async function changeName(request: Request, input: { name: string }): Promise<Outcome> {
  return outcome(() => auth().api.updateUser({ ...from(request), body: input }));
}

/** Changes the password, by the present one. Every session ends, and this browser gets a new one. */
export async function changePassword(
  request: Request,
  input: { currentPassword: string; newPassword: string },
): Promise<Outcome> {
  return outcome(() => auth().api.changePassword({ ...from(request), body: input }));
}

/** Deletes the account and everything that is kept of its owner, by their password. */
export async function deleteAccount(request: Request, input: { currentPassword: string }): Promise<Outcome> {
  return outcome(() => auth().api.deleteUser({ ...from(request), body: { password: input.currentPassword } }));
}

/** An access token for the session that the request came with, and until when it is valid (RFC 3339). */
export async function accessTokenFor(request: Request): Promise<{ token: string; expiresAt: string }> {
  const { token } = await throughDoor(() => auth().api.getToken({ headers: request.headers }));
  return { token, expiresAt: new Date(decodeJwt(token).exp! * 1000).toISOString() };
}

/** Whether this is the password of who asks. */
export async function checkPassword(request: Request, input: { currentPassword: string }): Promise<Outcome> {
  return outcome(() => auth().api.verifyPassword({ ...from(request), body: { password: input.currentPassword } }));
}

/** The request goes along, because without it Better Auth leaves out its check of the origin. */
export function from(request: Request) {
  return { headers: request.headers, request, returnHeaders: true, asResponse: false } as const;
}

/** What came of a call of Better Auth, in words for the person. */
export async function outcome(run: () => Promise<{ headers: Headers }>): Promise<Outcome> {
  try {
    return { ok: true, headers: (await throughDoor(run)).headers };
  } catch (error) {
    if (!(error instanceof APIError)) throw error;
    return refusal(error);
  }
}

const SIGN_IN = "That e-mail and password do not match.";
const NOT_CONFIRMED =
  "Your address is not confirmed yet. Follow the link in the mail that was sent there: a new one is on its way.";
const WRONG_CODE = "That code does not match, or it was used already.";
const SIGN_IN_AGAIN = "This took too long, or too many tries. Sign in with your password again.";
const REFUSALS: Record<string, { status: number; formError?: string; errors?: Record<string, string> }> = {
  INVALID_EMAIL_OR_PASSWORD: { status: 401, formError: SIGN_IN },
  EMAIL_NOT_VERIFIED: { status: 403, formError: NOT_CONFIRMED },
  USER_ALREADY_EXISTS: {
    status: 422,
    errors: { email: "There is an account with this e-mail already. Sign in instead." },
  },
  INVALID_PASSWORD: { status: 422, errors: { currentPassword: "That is not your password." } },
  INVALID_CODE: { status: 401, errors: { code: WRONG_CODE } },
  INVALID_BACKUP_CODE: { status: 401, errors: { code: WRONG_CODE } },
  INVALID_TWO_FACTOR_COOKIE: { status: 401, formError: SIGN_IN_AGAIN },
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: { status: 401, formError: SIGN_IN_AGAIN },
  INVALID_TOKEN: { status: 422, formError: "This link has expired or was used already. Ask for a new one." },
};
REFUSALS.USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL = REFUSALS.USER_ALREADY_EXISTS!;
REFUSALS.USER_NOT_FOUND = REFUSALS.INVALID_TOKEN!;

function refusal(error: APIError): Outcome {
  const { code = "", message = "" } = error.body ?? {};
  const known = REFUSALS[code];
  if (known) return { ok: false, ...known };
  if (error.statusCode === 429 || isBusy(error)) return { ok: false, status: error.statusCode, formError: message };
  if (error.statusCode >= 500) throw new DatabaseUnavailable("Better Auth could not answer.", { cause: error });
  return { ok: false, status: 422, formError: "That did not work. Check what you typed and try again." };
}
