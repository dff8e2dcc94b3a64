import { APIError } from "better-auth/api";
import { decodeJwt } from "jose";

import { DatabaseUnavailable } from "~/db/errors.server";
import type { Messages } from "~/words/messages.en.server";
import { say } from "~/words/say";
import { messagesFor, waitIn } from "~/words/words.server";
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
  const result = await outcome(request, async () => {
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
  const result = await outcome(request, async () => {
    const { headers, response } = await auth().api.signInEmail({ ...from(request), body: input });
    codeNeeded = "twoFactorRedirect" in response;
    return { headers };
  });
  return { ...result, codeNeeded };
}

/** Ends the session that the request came with. */
export async function signOut(request: Request): Promise<Outcome> {
  return outcome(request, () => auth().api.signOut(from(request)));
}

/** Sends a mail with a link if there is such an account; the answer does not tell. */
export async function requestPasswordReset(request: Request, input: { email: string }): Promise<Outcome> {
  return outcome(request, () => auth().api.requestPasswordReset({ ...from(request), body: input }));
}

/** Sets a new password by a token from a mail, which works once, and ends every session of the account. */
export async function resetPassword(request: Request, input: { token: string; password: string }): Promise<Outcome> {
  const body = { token: input.token, newPassword: input.password };
  return outcome(request, () => auth().api.resetPassword({ ...from(request), body }));
}

/** Changes what somebody is called. */
export async function changeName(request: Request, input: { name: string }): Promise<Outcome> {
  return outcome(request, () => auth().api.updateUser({ ...from(request), body: input }));
}

/** Changes the password, by the present one. Every session ends, and this browser gets a new one. */
export async function changePassword(
  request: Request,
  input: { currentPassword: string; newPassword: string },
): Promise<Outcome> {
  return outcome(request, () => auth().api.changePassword({ ...from(request), body: input }));
}

/** Deletes the account and everything that is kept of its owner, by their password. */
export async function deleteAccount(request: Request, input: { currentPassword: string }): Promise<Outcome> {
  return outcome(request, () => auth().api.deleteUser({ ...from(request), body: { password: input.currentPassword } }));
}

/** An access token for the session that the request came with, and until when it is valid (RFC 3339). */
export async function accessTokenFor(request: Request): Promise<{ token: string; expiresAt: string }> {
  const { token } = await throughDoor(() => auth().api.getToken({ headers: request.headers }));
  return { token, expiresAt: new Date(decodeJwt(token).exp! * 1000).toISOString() };
}

/** Whether this is the password of who asks. */
export async function checkPassword(request: Request, input: { currentPassword: string }): Promise<Outcome> {
  return outcome(request, () =>
    auth().api.verifyPassword({ ...from(request), body: { password: input.currentPassword } }),
  );
}

/** The request goes along, because without it Better Auth leaves out its check of the origin. */
export function from(request: Request) {
  return { headers: request.headers, request, returnHeaders: true, asResponse: false } as const;
}

/** What came of a call of Better Auth, in words for the person who sent `request`. */
export async function outcome(request: Request, run: () => Promise<{ headers: Headers }>): Promise<Outcome> {
  try {
    return { ok: true, headers: (await throughDoor(run)).headers };
  } catch (error) {
    if (!(error instanceof APIError)) throw error;
    return refusal(messagesFor(request), error);
  }
}

/** What Better Auth and our hooks call a refusal: the status it has at a page, the words for it, and their field. */
const REFUSALS: Record<string, [status: number, words: keyof Messages["refusals"], field?: string]> = {
  INVALID_EMAIL_OR_PASSWORD: [401, "signIn"],
  EMAIL_NOT_VERIFIED: [403, "notConfirmed"],
  USER_ALREADY_EXISTS: [422, "haveAccount", "email"],
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: [422, "haveAccount", "email"],
  INVALID_PASSWORD: [422, "notYourPassword", "currentPassword"],
  INVALID_CODE: [401, "wrongCode", "code"],
  INVALID_BACKUP_CODE: [401, "wrongCode", "code"],
  INVALID_TWO_FACTOR_COOKIE: [401, "signInAgain"],
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: [401, "signInAgain"],
  INVALID_TOKEN: [422, "linkOfNoUse"],
  USER_NOT_FOUND: [422, "linkOfNoUse"],
};

function refusal(messages: Messages, error: APIError): Outcome {
  const { refusals } = messages;
  const known = REFUSALS[error.body?.code ?? ""];
  if (known) {
    const [status, words, field] = known;
    const said = refusals[words];
    return { ok: false, status, ...(field ? { errors: { [field]: said } } : { formError: said }) };
  }
  const busy = isBusy(error);
  if (error.statusCode === 429 || busy) {
    const wait = waitIn(messages, Number(new Headers(error.headers).get("Retry-After")));
    return { ok: false, status: error.statusCode, formError: say(busy ? refusals.busy : refusals.tooMany, { wait }) };
  }
  if (error.statusCode >= 500) throw new DatabaseUnavailable("Better Auth could not answer.", { cause: error });
  return { ok: false, status: 422, formError: refusals.other };
}
