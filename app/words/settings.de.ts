import type { Words } from "./words";

export const words: Words["settings"] = {
  you: { heading: "Du", name: "Namen ändern", email: "E-Mail ändern" },
  password: {
    heading: "Passwort",
    act: "Passwort ändern",
    text: "Wenn du es änderst, wirst du überall sonst abgemeldet.",
    lead: "Überall sonst wirst du dann abgemeldet, und die Zugangstoken dort enden.",
    change: "Passwort ändern",
    refused: "Dein Passwort ist, wie es war",
  },
  name: { refused: "Dein Name ist, wie er war" },
  email: {
    label: "Neue E-Mail",
    lead: "Deine Adresse ist {address}. An die neue kommt eine Mail mit einem Link, und bis du ihm folgst, ändert sich nichts.",
    send: "Link schicken",
    refused: "Es wurde keine Mail geschickt",
    sent: "Sieh in dein neues Postfach",
    sentLead:
      "Dorthin ist eine Mail unterwegs, mit einem Link, der einmal gilt, eine Stunde lang, solange du hier angemeldet bleibst.",
    sentUntil: "Bis du ihm folgst, ist deine Adresse {address}.",
    again: "Noch einmal bitten",
  },

  secondFactor: {
    heading: "Zweiter Faktor",
    isOn: "Er ist an: Zum Anmelden brauchst du dein Passwort und einen Code aus deiner Authenticator-App.",
    isOff: "Er ist aus: Dein Passwort allein meldet dich an. Ist er an, braucht es dazu einen Code aus einer App.",
    setUp: "Einrichten",
    switchOff: "Ausschalten",
    switchOn: "Einschalten",
    goOn: "Weiter",
    setUpHeading: "Zweiten Faktor einrichten",
    setUpLead:
      "Zum Anmelden brauchst du dann dein Passwort und einen Code aus einer Authenticator-App auf deinem Telefon. Beim Einschalten wirst du überall sonst abgemeldet.",
    offHeading: "Zweiten Faktor ausschalten",
    offLead:
      "Dein Passwort allein meldet dich wieder an. Das Geheimnis in deiner App und deine Ersatzcodes werden vergessen.",
    stillOn: "Er ist noch an",
    stillOff: "Er ist noch aus",
    onHeading: "Dein zweiter Faktor ist an",
    confirmHeading: "Gib das deiner App",
    confirmLead:
      "Scanne das mit deiner Authenticator-App, oder tippe das Geheimnis dort ein. Tippe dann den Code, den die App zeigt.",
    picture: "QR-Code des Geheimnisses",
    open: "Meine App öffnen",
    copy: "Geheimnis kopieren",
    codeHint: "Sechs Ziffern. Sie wechseln jede halbe Minute.",
  },
  recovery: {
    act: "Neue Ersatzcodes",
    heading: "Deine Ersatzcodes",
    lead: "Sie treten an die Stelle derer, die du hast; die gelten dann nicht mehr.",
    make: "Neue Codes machen",
    refused: "Deine Codes sind, wie sie waren",
    once: "Jeder dieser Codes meldet dich einmal an, wenn deine App nicht zur Hand ist. Sie werden nur jetzt gezeigt: Bewahre sie gut auf.",
    list: "Ersatzcodes",
    copy: "Codes kopieren",
    kept: "Ich habe sie aufbewahrt",
  },

  sessions: {
    heading: "Sitzungen",
    act: "Sitzungen ansehen",
    count: { one: "Du bist hier angemeldet und sonst nirgends.", other: "Du bist {n}-mal angemeldet." },
    where: "Wo du angemeldet bist",
    lead: "Wird eine Sitzung beendet, bist du dort abgemeldet, und die Zugangstoken aus ihr enden.",
    facts: "Seit {since}, zuletzt benutzt {used}",
    here: "Diese hier",
    end: "Beenden",
    endAll: "Alle anderen beenden",
  },

  api: {
    heading: "Zugang über die API",
    text: "Ein Programm tut mit deinen Aufgaben, was du hier tust, solange es ein Token hat. Token gelten zehn Minuten und enden mit dieser Sitzung.",
    get: "Token holen",
    read: "Über die API lesen (Englisch)",
    token: "Ein Zugangstoken",
    lead: "Wer es hat, kann zehn Minuten lang deine Aufgaben lesen und ändern. Gib es Programmen, denen du vertraust.",
    show: "Token zeigen",
    another: "Ein anderes zeigen",
    until: "Gültig bis {time}, zehn Minuten lang, und nicht länger als diese Sitzung.",
    label: "Token",
    copy: "Token kopieren",
    inShell: "Probier es in einer Shell",
    copyLine: "Zeile kopieren",
  },

  data: {
    heading: "Deine Daten",
    text: "Alle deine Aufgaben und was über dich gespeichert ist, als eine JSON-Datei.",
    act: "Alles herunterladen",
  },

  deletion: {
    act: "Konto löschen",
    text: "Deine Aufgaben gehen mit, und nichts davon lässt sich zurückholen.",
    heading: "Dein Konto löschen?",
    lead: "Deine Aufgaben, deine Sitzungen und alles andere, was über dich gespeichert ist, werden sofort gelöscht.",
    forGood: "Das lässt sich nicht zurückholen.",
    first: "Erst alles herunterladen",
    button: "Für immer löschen",
    refused: "Dein Konto ist noch da",
  },
};
