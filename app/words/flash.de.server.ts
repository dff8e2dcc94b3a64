import type { flash as english } from "./flash.en.server";

export const flash: typeof english = {
  "task-added": "Hinzugefügt.",
  "task-saved": "Gespeichert.",
  "task-completed": "Erledigt.",
  "task-reopened": "Wieder offen.",
  "task-deleted": "Gelöscht.",
  "signed-up": "Dein Konto ist bereit.",
  "signed-out": "Abgemeldet.",
  "password-changed": "Dein Passwort ist geändert. Melde dich mit dem neuen an.",
  "name-changed": "Dein Name ist geändert.",
  "password-renewed": "Dein Passwort ist geändert. Überall sonst bist du abgemeldet.",
  "account-deleted": "Dein Konto ist gelöscht, mit allem, was darin war.",
  "email-confirmed": "Deine E-Mail-Adresse ist bestätigt. Jetzt kannst du dich anmelden.",
  "email-changed": "Deine E-Mail-Adresse ist geändert.",
  "second-factor-off": "Der zweite Faktor ist aus. Dein Passwort allein meldet dich an.",
  "preferences-saved": "Deine Vorlieben sind gespeichert.",
  "session-ended": "Diese Sitzung ist beendet.",
  "sessions-ended": "Alle anderen Sitzungen sind beendet.",
};
