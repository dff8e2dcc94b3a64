import { tasks } from "./tasks.en";

/** On every page: the frame around it, parts of forms, and what went wrong. */
export const words = {
  language: "en",
  /** For dates and numbers: the day before the month, and the clock to 24. */
  locale: "en-GB",
  dir: "ltr",
  /** How a label begins within a sentence. */
  nouns: "small",

  skip: "Skip to the content",
  error: "Error: {title}",
  more: "More",
  api: "The API",
  save: "Save",
  leave: "Leave it",
  settings: "Settings",
  preferences: "Preferences",
  signIn: "Sign in",
  signUp: "Sign up",
  signOut: "Sign out",

  email: "E-mail",
  password: "Password",
  currentPassword: "Current password",
  newPassword: "New password",
  passwordRule: "{min} to {max} characters, whichever you like.",
  show: "Show",
  hide: "Hide",
  name: "Name",
  nameHint: "What we call you. Nobody else sees it.",
  code: "Code",

  copied: "Copied.",
  notCopied: "That did not work. Mark the text and copy it by hand.",

  refused: "That did not work yet",
  connection: {
    offline: "You are offline. What you type stays here.",
    unreached: "The server cannot be reached. What you type stays here.",
  },
  unreached: "That did not reach the server. Nothing is lost: try again.",

  card: "A list of tasks on a clear sheet, some of them ticked off.",

  errors: {
    missing: {
      heading: "There is no such page",
      text: "It may have been deleted, the address may be mistyped, or it belongs to somebody else.",
    },
    away: {
      heading: "We are not reachable just now",
      text: "The database does not answer. Nothing is lost, and it is usually a matter of seconds.",
    },
    refused: {
      heading: "That could not be read",
      text: "What was sent is not something this page understands. Go back and try it again.",
    },
    broken: {
      heading: "Something went wrong on our side",
      text: "It is written down, and what you had saved is safe. Try again in a moment.",
    },
    unsent: "What you sent was not saved. It is still here: send it again.",
    sendAgain: "Send it again",
    tryAgain: "Try again",
    toStart: "Go to the start",
    request: "Should you tell us, it is request {id}",
  },

  tasks,
};
