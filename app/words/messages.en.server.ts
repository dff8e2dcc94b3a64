import { flash } from "./flash.en.server";
import type { Language } from "./language";
import { mails } from "./mails.en.server";
import type { Counted } from "./say";

const minutes: Counted = { one: "{n} minute", other: "{n} minutes" };
const seconds: Counted = { one: "{n} second", other: "{n} seconds" };

/** What the server says to people. Programs get English, whatever they ask for: see the contract. */
export const messages = {
  language: "en" as Language,
  locale: "en-GB",
  dir: "ltr",
  flash,
  mails,

  /** What a field is called at the beginning of a sentence, where its name would not do. */
  fields: {
    title: "Title",
    description: "Description",
    name: "Name",
    email: "E-mail",
    password: "Password",
    code: "The code",
    currentPassword: "Current password",
    newPassword: "New password",
    theme: "Appearance",
    language: "Language",
    keys: "Single keys",
  } as Record<string, string>,

  refusals: {
    signIn: "That e-mail and password do not match.",
    notConfirmed:
      "Your address is not confirmed yet. Follow the link in the mail that was sent there: a new one is on its way.",
    haveAccount: "There is an account with this e-mail already. Sign in instead.",
    notYourPassword: "That is not your password.",
    wrongCode: "That code does not match, or it was used already.",
    signInAgain: "This took too long, or too many tries. Sign in with your password again.",
    linkOfNoUse: "This link has expired or was used already. Ask for a new one.",
    linkIncomplete: "This link is not complete. Open it from the mail again, or ask for a new one.",
    yourAddress: "That is your address already.",
    tooMany: "Too many tries. Try again in {wait}.",
    busy: "Too many people are signing in at this moment. Try again in {wait}.",
    other: "That did not work. Check what you typed and try again.",
    nothingTicked: "Tick at least one task, or all of them.",
    stillAdding: "That is still being added. Look at the list before you try again.",
  },

  /** The page of a browser without a network, which the worker keeps. */
  offline: {
    title: "There is no network",
    skip: "Skip to the content",
    text: "This device did not get through to Clearlist. What you had saved is safe.",
    away: "Still no network. We keep looking.",
    back: "The network is back.",
    looking: "We look for it every few seconds.",
    tryAgain: "Try again",
    unsent: "This has not been sent yet. Send it when the network is back.",
    send: "Send it",
  },

  /** What a session's browser is called. */
  device: {
    names: { iPhone: "an iPhone", iPad: "an iPad", Mac: "a Mac", "Node.js": "A program on Node.js" },
    browser: "A browser",
    unknown: "An unknown device",
    on: "{browser} on {system}",
  },

  minutes,
  seconds,
};

export type Messages = typeof messages;
