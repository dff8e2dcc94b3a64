const tasks = (count: number) => (count === 1 ? "1 task" : `${count.toLocaleString("en")} tasks`);

/** What is said once, on the page after a post. Only the code travels, and how many there were. */
const FLASH = {
  "task-added": "Added.",
  "task-saved": "Saved.",
  "task-completed": "Completed.",
  "task-reopened": "Reopened.",
  "task-deleted": "Deleted.",
  "task-restored": "Restored.",
  "tasks-completed": (count) => `${tasks(count)} completed.`,
  "tasks-reopened": (count) => `${tasks(count)} reopened.`,
  "tasks-deleted": (count) => `${tasks(count)} deleted.`,
  "tasks-restored": (count) => `${tasks(count)} restored.`,
  "tasks-purged": (count) => `${tasks(count)} deleted for ever.`,
  "nothing-changed": "Nothing had to change.",
  undone: (count) => (count === 1 ? "Undone." : `${tasks(count)} are as they were before.`),
  "nothing-to-undo": "There is nothing left to undo.",
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
} satisfies Record<string, string | ((count: number) => string)>;

export type FlashCode = keyof typeof FLASH;

/** The words for a code that came in a cookie; none for one that we do not know. */
export function flashText(code: string | null | undefined, count = 1): string | undefined {
  if (!code || !Object.hasOwn(FLASH, code)) return undefined;
  const words = FLASH[code as FlashCode];
  return typeof words === "string" ? words : words(count);
}
