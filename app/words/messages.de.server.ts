import { flash } from "./flash.de.server";
import { mails } from "./mails.de.server";
import type { Messages } from "./messages.en.server";

export const messages: Messages = {
  language: "de",
  locale: "de-DE",
  dir: "ltr",
  flash,
  mails,

  fields: {
    title: "Der Titel",
    description: "Die Beschreibung",
    name: "Der Name",
    email: "Die E-Mail-Adresse",
    password: "Das Passwort",
    code: "Der Code",
    currentPassword: "Das jetzige Passwort",
    newPassword: "Das neue Passwort",
    theme: "Die Erscheinung",
    language: "Die Sprache",
    keys: "Was einzelne Tasten tun,",
  },

  refusals: {
    signIn: "Diese E-Mail und dieses Passwort passen nicht zusammen.",
    notConfirmed:
      "Deine Adresse ist noch nicht bestätigt. Folge dem Link in der Mail, die dorthin ging: Eine neue ist unterwegs.",
    haveAccount: "Zu dieser E-Mail gibt es schon ein Konto. Melde dich stattdessen an.",
    notYourPassword: "Das ist nicht dein Passwort.",
    wrongCode: "Dieser Code passt nicht, oder er wurde schon benutzt.",
    signInAgain:
      "Das hat zu lange gedauert, oder es waren zu viele Versuche. Melde dich noch einmal mit deinem Passwort an.",
    linkOfNoUse: "Dieser Link ist abgelaufen oder wurde schon benutzt. Bitte um einen neuen.",
    linkIncomplete: "Dieser Link ist nicht vollständig. Öffne ihn noch einmal aus der Mail, oder bitte um einen neuen.",
    yourAddress: "Das ist schon deine Adresse.",
    tooMany: "Zu viele Versuche. Versuch es in {wait} noch einmal.",
    busy: "Gerade melden sich zu viele Leute an. Versuch es in {wait} noch einmal.",
    other: "Das hat nicht geklappt. Prüfe deine Eingabe und versuch es noch einmal.",
    nothingTicked: "Hake mindestens eine Aufgabe an, oder alle.",
    stillAdding: "Das wird noch hinzugefügt. Sieh in die Liste, bevor du es noch einmal versuchst.",
  },

  offline: {
    title: "Kein Netz",
    skip: "Zum Inhalt springen",
    text: "Dieses Gerät kam nicht bis zu Clearlist durch. Was du gespeichert hattest, ist sicher.",
    away: "Noch immer kein Netz. Wir sehen weiter nach.",
    back: "Das Netz ist wieder da.",
    looking: "Wir sehen alle paar Sekunden nach.",
    tryAgain: "Noch einmal versuchen",
    unsent: "Das ist noch nicht gesendet. Sende es, wenn das Netz wieder da ist.",
    send: "Senden",
  },

  device: {
    names: { iPhone: "einem iPhone", iPad: "einem iPad", Mac: "einem Mac", "Node.js": "Ein Programm mit Node.js" },
    browser: "Ein Browser",
    unknown: "Ein unbekanntes Gerät",
    on: "{browser} auf {system}",
  },

  minutes: { one: "{n} Minute", other: "{n} Minuten" },
  seconds: { one: "{n} Sekunde", other: "{n} Sekunden" },
};
