/**
 * What of Better Auth is open to programs, below /api/auth: what the contract describes. It brings more with it, now and
 * with every version and plugin; that stays shut until it stands here and in the contract.
 */
export const AUTH_ENDPOINTS = [
  "/sign-up/email",
  "/sign-in/email",
  "/two-factor/verify-totp",
  "/two-factor/verify-backup-code",
  "/sign-out",
  "/token",
  "/get-session",
  "/list-sessions",
  "/revoke-session",
  "/revoke-other-sessions",
  "/update-user",
  "/change-password",
  "/request-password-reset",
  "/reset-password",
  "/delete-user",
];
