/** The start page, and the ways in. */
export const words = {
  home: {
    introduction: {
      title: "A clear sheet for what you have to do",
      description:
        "Write a task down, tick it off, find it again. Nothing else is in the way: Clearlist is a list of tasks in any browser, with or without JavaScript.",
    },
    title: "A clear sheet for what you have to do",
    heading: "A clear sheet for what you have to do.",
    lead: "Write a task down, tick it off, find it again. Nothing else is in the way.",
    promises: [
      {
        heading: "Forms before scripts",
        text: "Everything works in any browser with JavaScript off. With it, things are only quicker.",
      },
      { heading: "Yours alone", text: "Nobody sees another person’s task. The database itself refuses to show it." },
      { heading: "Open to programs", text: "The same tasks by a JSON API that keeps its word: take a token and go." },
    ],
    host: {
      heading: "Keep it on your own machine",
      text: "Node 20 and two lines. No database to install and no file to edit; the address is printed at the end.",
    },
    picture: {
      name: "A list of six tasks on a sheet, two of them ticked off and struck through.",
      rows: [
        { title: "Book the night train to Vienna", summary: "Two berths, window side" },
        { title: "Ask Nadia about the key", summary: "" },
        { title: "Renew the library card", summary: "" },
        { title: "Read chapter four again, with a pencil", summary: "The part on paper and ink" },
        { title: "Water the fig tree", summary: "" },
        { title: "Write to the landlord", summary: "The window in the kitchen" },
      ],
    },
  },

  signIn: {
    introduction: {
      title: "Sign in to Clearlist",
      description: "Sign in to your tasks on Clearlist: the clear sheet for what you have to do.",
    },
    refused: "You are not signed in",
    noAccount: "No account yet?",
    forgotten: "Forgot your password?",
    back: "Back to sign in",
  },

  signUp: {
    introduction: {
      title: "Sign up for Clearlist",
      description:
        "Open an account on Clearlist in a minute: a name, an e-mail address and a password, and the first task can be written down.",
    },
    refused: "Your account is not open yet",
    haveAccount: "Have an account?",
    sent: "We sent a mail to the address. It holds a link that works once, for an hour; then you can sign in.",
    nothingThere: "Nothing there? Look among the unwanted mails. When you sign in, a new one comes.",
    otherAddress: "Sign up with another address",
  },

  code: {
    heading: "Your second factor",
    hint: "Six digits from your authenticator app, or one of your recovery codes.",
    again: "Start again",
  },

  mail: { heading: "Look into your mail", none: "No mail was sent", send: "Send the link", again: "Ask again" },

  forgotten: {
    introduction: {
      title: "Forgot your password?",
      description: "Ask for a mail with a link, and choose a new password for your account on Clearlist.",
    },
    lead: "Give the address of your account, and a link comes by mail with which to choose a new one.",
    sent: "If there is an account with that address, a mail with a link is on its way. The link works once, for an hour.",
    nothingThere: "Nothing there? Look among the unwanted mails, or ask again with another address.",
  },

  reset: {
    heading: "Choose a new password",
    refused: "Your password is as it was",
    act: "Change the password",
    after: "You are then signed out everywhere and sign in with the new one.",
    again: "Ask for a new link",
  },

  confirm: {
    first: { heading: "Confirm your e-mail", act: "That was me: confirm the address" },
    other: { heading: "Your new e-mail", act: "Use this address" },
    fromNowOn: "From now on you sign in as {address}, and mails go there.",
    opened: "Somebody opened an account with {address} and chose a password. Once you confirm it, that signs in.",
    notYou: "If that was not you, close this page: nothing happens.",
    ofNoUse: "This link is of no use",
    whyOfNoUse: "It was used already, it is older than an hour, or the session in which it was asked for has ended.",
    askAgain: "Ask for a new one",
    signInFirst: "Sign in: if your address still has to be confirmed, a new link comes by mail.",
  },
};
