interface Text {
  subject: string;
  text: string;
}

/** What goes into people's mailboxes. */
export const mails = {
  newPassword: {
    subject: "A new password for Clearlist",
    text: "Hello {name},\n\nfollow this link to choose a new password. It works once, for an hour:\n\n{link}\n\nIf you did not ask for it, you need not do anything: your password stays as it is.\n",
  },
  confirmFirst: {
    subject: "Confirm your address for Clearlist",
    text: "Hello,\n\nthere is a new account with this address at Clearlist. If you opened it, follow this link to confirm that the address is yours. It works once, for an hour:\n\n{link}\n\nIf that was not you, do not follow it: without it nobody gets into the account.\n",
  },
  hasAccount: {
    subject: "You have an account at Clearlist",
    text: "Hello,\n\nsomebody wanted to open an account with this address at Clearlist. There is one already, and nothing was changed.\n\nIf that was you, sign in:\n\n{signIn}\n\nor choose a new password:\n\n{forgotten}\n\nIf that was not you, you need not do anything.\n",
  },
  waiting: {
    subject: "Confirm your address for Clearlist",
    text: "Hello,\n\nsomebody wanted to open an account with this address at Clearlist. There is one already, and nobody has confirmed yet that the address is theirs.\n\nIf that was you, follow this link to confirm it, and choose the password that counts from then on. It works once, for an hour:\n\n{link}\n\nIf that was not you, you need not do anything.\n",
  },
  confirmOther: {
    subject: "Your new address for Clearlist",
    text: "Hello {name},\n\nfollow this link to make this the e-mail address of your account. It works once, for an hour, as long as you stay signed in where you asked for it:\n\n{link}\n\nIf you did not ask for it, you need not do anything.\n",
  },
  taken: {
    subject: "Your address and Clearlist",
    text: "Hello,\n\nsomebody wanted to make this the e-mail address of their account at Clearlist. There is an account with it already, so nothing was changed.\n\nIf that was you, sign in with this address: {signIn}\n",
  },
  asked: {
    subject: "A change of your address was asked for",
    text: "Hello {name},\n\nsomebody who is signed in as you and knows your password wants {wanted} to be the e-mail address of your account. It changes when they follow the link in the mail that was sent there.\n\nIf that was not you, choose a new password now. That stops it:\n\n{forgotten}\n",
  },
  changed: {
    subject: "Your address for Clearlist is changed",
    text: "Hello {name},\n\nthe e-mail address of your account is {wanted} from now on. This one no longer signs in, and gets no more mails.\n",
  },
} satisfies Record<string, Text>;
