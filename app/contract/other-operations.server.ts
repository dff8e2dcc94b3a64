import { SESSION_EXAMPLE, USER_EXAMPLE } from "./examples.server";
import type { Answer, Operation } from "./operation.server";
import type { SchemaName } from "./schemas.server";

const NOT_SIGNED_IN = "There is no session, or it has ended.";
const REFUSED = "Something in the body breaks a rule; `message` names it.";
const NOT_JSON = "The body must be application/json.";
const STRANGE = "The request came with a cookie, but not from a page of this site.";
const UNCONFIRMED = `${STRANGE.slice(0, -1)}; or, with the code EMAIL_NOT_VERIFIED, the password is right, and the address is to be confirmed first by the link of a mail that is on its way.`;
const TOO_MANY = "Too many tries.";
const WRONG_CODE = "The code does not match, was used already, or no sign-in waits for one.";
const WITH_CODE = { ...USER_EXAMPLE, twoFactorEnabled: true };
const token = SESSION_EXAMPLE.token;
const password = "correct horse battery";

const ok = (description: string, schema: SchemaName, example: unknown): Record<number, Answer> => ({
  200: { description, schema, example },
});

type Account = Pick<Operation, "id" | "summary" | "answers"> & Partial<Operation>;

/** What every operation on accounts has in common. */
const account = ({ authErrors = {}, ...operation }: Account): Operation => ({
  tag: "Accounts",
  problems: operation.body ? ["payload_too_large", "unavailable"] : ["unavailable"],
  authErrors: <Record<number, string>>{
    ...(operation.body ? { 400: REFUSED, 403: STRANGE, 415: NOT_JSON } : {}),
    ...(operation.security ? { 401: NOT_SIGNED_IN } : {}),
    ...authErrors,
  },
  ...operation,
});

/** Accounts and sessions: Better Auth's endpoints, by path and method. */
export const accountOperations = (): Record<string, Record<string, Operation>> => ({
  "/api/auth/sign-up/email": {
    post: account({
      id: "signUp",
      summary: "Open an account",
      description:
        "Also signs in: the answer sets the session cookie. Where the server sends mails, it does not: `token` is null, no cookie is set, and what follows stands in a mail to the address. That answer is the same for an address that has an account, whose `id` is then nobody's.",
      body: { schema: "SignUp", example: { name: "Ada", email: "ada@example.com", password } },
      answers: ok("The account, and the session cookie; or that a mail is on its way.", "SignedUp", {
        token,
        user: USER_EXAMPLE,
      }),
      authErrors: { 422: "There is an account with this e-mail; only where the server sends no mails.", 429: TOO_MANY },
    }),
  },
  "/api/auth/sign-in/email": {
    post: account({
      id: "signIn",
      summary: "Sign in",
      description:
        "The answer sets the session cookie. With it, `GET /api/auth/token` gives an access token. Who has a second factor gets `twoFactorRedirect` instead, and a cookie with which a code finishes the sign-in.",
      body: { schema: "SignIn", example: { email: "ada@example.com", password } },
      answers: ok("The user, and the session cookie.", "SignedIn", { redirect: false, token, user: USER_EXAMPLE }),
      authErrors: { 401: "The e-mail and the password do not match.", 403: UNCONFIRMED, 429: TOO_MANY },
    }),
  },
  "/api/auth/two-factor/verify-totp": {
    post: account({
      id: "signInByCode",
      summary: "Finish signing in by a code of an app",
      description:
        "With the cookie of a sign-in that asked for it. A code works once; five wrong ones end the sign-in.",
      body: { schema: "Code", example: { code: "492039" } },
      answers: ok("The user, and the session cookie.", "SignedInByCode", { token, user: WITH_CODE }),
      authErrors: { 401: WRONG_CODE, 429: TOO_MANY },
    }),
  },
  "/api/auth/two-factor/verify-backup-code": {
    post: account({
      id: "signInByRecoveryCode",
      summary: "Finish signing in by a recovery code",
      description: "As with a code of an app. Each recovery code works once.",
      body: { schema: "Code", example: { code: "Xk3vQ-9pLm2" } },
      answers: ok("The user, and the session cookie.", "SignedInByCode", { token, user: WITH_CODE }),
      authErrors: { 401: WRONG_CODE, 429: TOO_MANY },
    }),
  },
  "/api/auth/token": {
    get: account({
      id: "getAccessToken",
      summary: "Get an access token",
      description: "A JWT for the session of the cookie, valid for ten minutes and no longer than the session.",
      security: "session",
      answers: ok("The token.", "AccessToken", { token: "eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.…" }),
    }),
  },
  "/api/auth/get-session": {
    get: account({
      id: "getSession",
      summary: "Who am I?",
      answers: ok("The session of the cookie; null without one.", "CurrentSession", {
        session: SESSION_EXAMPLE,
        user: USER_EXAMPLE,
      }),
    }),
  },
  "/api/auth/list-sessions": {
    get: account({
      id: "listSessions",
      summary: "List one's sessions",
      security: "session",
      answers: ok("The sessions that live.", "SessionList", [SESSION_EXAMPLE]),
    }),
  },
  "/api/auth/revoke-session": {
    post: account({
      id: "revokeSession",
      summary: "End a session",
      description: "With it end its access tokens. The token of a session that is not one's own changes nothing.",
      security: "session",
      body: { schema: "SessionName", example: { token } },
      answers: ok("It has ended.", "Status", { status: true }),
    }),
  },
  "/api/auth/revoke-other-sessions": {
    post: account({
      id: "revokeOtherSessions",
      summary: "End every other session",
      security: "session",
      answers: ok("They have ended.", "Status", { status: true }),
      authErrors: { 403: STRANGE },
    }),
  },
  "/api/auth/sign-out": {
    post: account({
      id: "signOut",
      summary: "Sign out",
      description: "Ends the session of the cookie, and with it its access tokens.",
      answers: ok("The session has ended.", "Done", { success: true }),
      authErrors: { 403: STRANGE },
    }),
  },
  "/api/auth/update-user": {
    post: account({
      id: "changeUser",
      summary: "Change one's name",
      security: "session",
      body: { schema: "UserChanges", example: { name: "Ada Lovelace" } },
      answers: ok("It is changed.", "Status", { status: true }),
    }),
  },
  "/api/auth/change-password": {
    post: account({
      id: "changePassword",
      summary: "Change one's password",
      description: "Ends every other session. The answer sets the cookie of a new one.",
      security: "session",
      body: { schema: "PasswordChange", example: { currentPassword: password, newPassword: "a staple of batteries" } },
      answers: ok("It is changed.", "PasswordChanged", { token, user: USER_EXAMPLE }),
      authErrors: { 429: TOO_MANY },
    }),
  },
  "/api/auth/request-password-reset": {
    post: account({
      id: "requestPasswordReset",
      summary: "Ask for a mail to choose a new password",
      description: "The answer is the same whether or not there is such an account.",
      body: { schema: "ForgottenPassword", example: { email: "ada@example.com" } },
      answers: ok("If there is such an account, a mail is on its way.", "StatusMessage", {
        status: true,
        message: "If this email exists in our system, check your email for the reset link",
      }),
      authErrors: { 429: TOO_MANY },
    }),
  },
  "/api/auth/reset-password": {
    post: account({
      id: "resetPassword",
      summary: "Choose a new password by the token of a mail",
      description: "The token works once, for an hour. Every session of the account ends.",
      body: { schema: "NewPassword", example: { token: "Qm3xT9vL", newPassword: "a staple of batteries" } },
      answers: ok("It is changed.", "Status", { status: true }),
    }),
  },
  "/api/auth/delete-user": {
    post: account({
      id: "deleteUser",
      summary: "Delete one's account",
      description: "With it go its tasks, its sessions and their access tokens.",
      security: "session",
      body: { schema: "UserDeletion", example: { password } },
      answers: ok("It is gone.", "UserDeleted", { success: true, message: "User deleted" }),
      authErrors: { 429: TOO_MANY },
    }),
  },
});

const page = (id: string, summary: string, type: string): Operation => ({
  id,
  tag: "About",
  summary,
  answers: { 200: { description: summary, type } },
});

/** What explains the rest, and tells whether the server is well. */
export const otherOperations = (): Record<string, Record<string, Operation>> => ({
  "/api/openapi.json": {
    get: {
      ...page("getContract", "This document", "application/json"),
      answers: ok("This document.", "Contract", { openapi: "3.1.1" }),
    },
  },
  "/docs/api": { get: page("readReference", "This document, readable, with requests to try", "text/html") },
  "/problems/{code}": {
    get: {
      ...page("readProblem", "What an error means, and what to do", "text/html"),
      answers: {
        200: { description: "An explanation.", type: "text/html" },
        404: { description: "There is no such error.", type: "text/html" },
      },
    },
  },
  "/healthz": { get: page("isUp", "The process is up", "text/plain") },
  "/readyz": {
    get: {
      ...page("isReady", "The database answers, and its schema is current", "text/plain"),
      answers: {
        200: { description: "Ready for requests.", type: "text/plain" },
        503: { description: "Not ready.", type: "text/plain", headers: ["Retry-After"] },
      },
    },
  },
});

export const CODE_PARAMETER = {
  name: "code",
  in: "path",
  required: true,
  description: "The last part of a problem's `type`.",
  schema: { type: "string" },
  example: "validation-failed",
};
