/** What of Better Auth is open to programs, below /api/auth. The rest is for our own pages, or of no use to anybody. */
const OPEN = new Set([
  "/sign-up/email",
  "/sign-in/email",
  "/two-factor/verify-totp",
  "/two-factor/verify-backup-code",
  "/sign-out",
  "/get-session",
  "/token",
  "/list-sessions",
  "/revoke-session",
  "/revoke-other-sessions",
  "/update-user",
  "/change-password",
  "/request-password-reset",
  "/reset-password",
  "/delete-user",
]);

/** Whether programs may ask for this path below /api/auth at all; the method is Better Auth's to judge. */
export const isOpen = (path: string) => OPEN.has(path);
