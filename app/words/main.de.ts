import { tasks } from "./tasks.de";
import type { Words } from "./words";

export const words: Words["main"] = {
  language: "de",
  locale: "de-DE",
  dir: "ltr",
  nouns: "capital",

  skip: "Zum Inhalt springen",
  error: "Fehler: {title}",
  more: "Mehr",
  api: "Die API (Englisch)",
  save: "Speichern",
  leave: "Lass es",
  settings: "Einstellungen",
  preferences: "Vorlieben",
  signIn: "Anmelden",
  signUp: "Registrieren",
  signOut: "Abmelden",

  email: "E-Mail",
  password: "Passwort",
  currentPassword: "Jetziges Passwort",
  newPassword: "Neues Passwort",
  passwordRule: "{min} bis {max} Zeichen, welche du magst.",
  show: "Zeigen",
  hide: "Verbergen",
  name: "Name",
  nameHint: "So nennen wir dich. Niemand sonst sieht ihn.",
  code: "Code",

  copied: "Kopiert.",
  notCopied: "Das hat nicht geklappt. Markiere den Text und kopiere ihn von Hand.",

  refused: "Das hat noch nicht geklappt",
  connection: {
    offline: "Du bist offline. Was du tippst, bleibt hier.",
    unreached: "Der Server ist nicht zu erreichen. Was du tippst, bleibt hier.",
  },
  unreached: "Das hat den Server nicht erreicht. Nichts ist verloren: Versuch es noch einmal.",

  card: "Eine Liste von Aufgaben auf einem klaren Blatt, einige davon abgehakt.",

  errors: {
    missing: {
      heading: "Diese Seite gibt es nicht",
      text: "Vielleicht wurde sie gelöscht, die Adresse ist vertippt, oder sie gehört jemand anderem.",
    },
    away: {
      heading: "Wir sind gerade nicht erreichbar",
      text: "Die Datenbank antwortet nicht. Nichts ist verloren, und meist dauert es nur Sekunden.",
    },
    refused: {
      heading: "Das war nicht zu lesen",
      text: "Was gesendet wurde, versteht diese Seite nicht. Geh zurück und versuch es noch einmal.",
    },
    broken: {
      heading: "Bei uns ist etwas schiefgegangen",
      text: "Es ist aufgeschrieben, und was du gespeichert hattest, ist sicher. Versuch es gleich noch einmal.",
    },
    unsent: "Was du gesendet hast, wurde nicht gespeichert. Es ist noch da: Sende es noch einmal.",
    sendAgain: "Noch einmal senden",
    tryAgain: "Noch einmal versuchen",
    toStart: "Zum Anfang",
    request: "Falls du es uns sagen möchtest: Es ist Anfrage {id}",
  },

  tasks,
};
