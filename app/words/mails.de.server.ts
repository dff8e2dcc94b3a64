import type { mails as english } from "./mails.en.server";

export const mails: typeof english = {
  newPassword: {
    subject: "Ein neues Passwort für Clearlist",
    text: "Hallo {name},\n\nfolge diesem Link, um ein neues Passwort zu wählen. Er gilt einmal, eine Stunde lang:\n\n{link}\n\nWenn du nicht darum gebeten hast, musst du nichts tun: Dein Passwort bleibt, wie es ist.\n",
  },
  confirmFirst: {
    subject: "Bestätige deine Adresse für Clearlist",
    text: "Hallo,\n\nes gibt bei Clearlist ein neues Konto mit dieser Adresse. Wenn du es eröffnet hast, folge diesem Link, um zu bestätigen, dass die Adresse deine ist. Er gilt einmal, eine Stunde lang:\n\n{link}\n\nWenn du das nicht warst, folge ihm nicht: Ohne ihn kommt niemand in das Konto.\n",
  },
  hasAccount: {
    subject: "Du hast ein Konto bei Clearlist",
    text: "Hallo,\n\njemand wollte mit dieser Adresse ein Konto bei Clearlist eröffnen. Es gibt schon eins, und nichts wurde geändert.\n\nWenn du das warst, melde dich an:\n\n{signIn}\n\noder wähle ein neues Passwort:\n\n{forgotten}\n\nWenn du das nicht warst, musst du nichts tun.\n",
  },
  waiting: {
    subject: "Bestätige deine Adresse für Clearlist",
    text: "Hallo,\n\njemand wollte mit dieser Adresse ein Konto bei Clearlist eröffnen. Es gibt schon eins, und noch niemand hat bestätigt, dass die Adresse seine ist.\n\nWenn du das warst, folge diesem Link, um sie zu bestätigen, und wähle das Passwort, das von da an gilt. Er gilt einmal, eine Stunde lang:\n\n{link}\n\nWenn du das nicht warst, musst du nichts tun.\n",
  },
  confirmOther: {
    subject: "Deine neue Adresse für Clearlist",
    text: "Hallo {name},\n\nfolge diesem Link, um dies zur E-Mail-Adresse deines Kontos zu machen. Er gilt einmal, eine Stunde lang, solange du dort angemeldet bleibst, wo du darum gebeten hast:\n\n{link}\n\nWenn du nicht darum gebeten hast, musst du nichts tun.\n",
  },
  taken: {
    subject: "Deine Adresse und Clearlist",
    text: "Hallo,\n\njemand wollte dies zur E-Mail-Adresse seines Kontos bei Clearlist machen. Es gibt schon ein Konto mit ihr, also wurde nichts geändert.\n\nWenn du das warst, melde dich mit dieser Adresse an: {signIn}\n",
  },
  asked: {
    subject: "Es wurde um eine Änderung deiner Adresse gebeten",
    text: "Hallo {name},\n\njemand, der als du angemeldet ist und dein Passwort kennt, möchte {wanted} zur E-Mail-Adresse deines Kontos machen. Sie ändert sich, wenn dem Link in der Mail gefolgt wird, die dorthin ging.\n\nWenn du das nicht warst, wähle jetzt ein neues Passwort. Das hält es auf:\n\n{forgotten}\n",
  },
  changed: {
    subject: "Deine Adresse für Clearlist ist geändert",
    text: "Hallo {name},\n\ndie E-Mail-Adresse deines Kontos ist von jetzt an {wanted}. Diese hier meldet nicht mehr an und bekommt keine Mails mehr.\n",
  },
};
