/** What is said once, on the page after a post. Only the code travels. */
export const flash = {
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
  "session-ended": "That session has ended.",
  "sessions-ended": "Every other session has ended.",
};
