/** What is said once, on the page after a post. Only the code travels. */
const FLASH = {
  "task-added": "Added.",
  "task-saved": "Saved.",
  "task-completed": "Completed.",
  "task-reopened": "Reopened.",
  "task-deleted": "Deleted.",
  "signed-up": "Your account is ready.",
  "signed-out": "Signed out.",
  "password-changed": "Your password is changed. Sign in with the new one.",
  "name-changed": "Your name is changed.",
  "password-renewed": "Your password is changed. Everywhere else you are signed out.",
  "account-deleted": "Your account is deleted, and everything that was in it.",
  "email-confirmed": "Your e-mail address is confirmed. Now you can sign in.",
  "email-changed": "Your e-mail address is changed.",
  "second-factor-off": "The second factor is off. Your password alone signs you in.",
  "preferences-saved": "Your preferences are saved.",
  "session-ended": "That session has ended.",
  "sessions-ended": "Every other session has ended.",
} as const;

export type FlashCode = keyof typeof FLASH;

/** The words for a code that came in a cookie; none for one that we do not know. */
export function flashText(code: string | null | undefined): string | undefined {
  return code && Object.hasOwn(FLASH, code) ? FLASH[code as FlashCode] : undefined;
}
