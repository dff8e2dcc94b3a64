import type { Words } from "./words";

export const words: Words["strangers"] = {
  home: {
    introduction: {
      title: "Ein klares Blatt für alles, was zu tun ist",
      description:
        "Aufschreiben, abhaken, wiederfinden. Sonst ist nichts im Weg: Clearlist ist eine Aufgabenliste für jeden Browser, mit JavaScript und ohne.",
    },
    title: "Ein klares Blatt für alles, was zu tun ist",
    heading: "Ein klares Blatt für alles, was zu tun ist.",
    lead: "Aufschreiben, abhaken, wiederfinden. Sonst ist nichts im Weg.",
    promises: [
      {
        heading: "Erst Formulare, dann Skripte",
        text: "Alles geht in jedem Browser, auch ohne JavaScript. Mit JavaScript geht es nur schneller.",
      },
      {
        heading: "Deins allein",
        text: "Niemand sieht die Aufgaben anderer. Die Datenbank selbst weigert sich, sie zu zeigen.",
      },
      {
        heading: "Offen für Programme",
        text: "Dieselben Aufgaben über eine JSON-Schnittstelle, die Wort hält: Token nehmen und loslegen.",
      },
    ],
    host: {
      heading: "Auf deiner eigenen Maschine",
      text: "Node 20 und zwei Zeilen. Keine Datenbank zu installieren, keine Datei zu bearbeiten; am Ende steht die Adresse da.",
    },
    picture: {
      name: "Eine Liste mit sechs Aufgaben auf einem Blatt, zwei davon abgehakt und durchgestrichen.",
      rows: [
        { title: "Den Nachtzug nach Wien buchen", summary: "Zwei Liegen, Fensterseite" },
        { title: "Nadia nach dem Schlüssel fragen", summary: "" },
        { title: "Den Büchereiausweis verlängern", summary: "" },
        { title: "Kapitel vier noch einmal lesen, mit Bleistift", summary: "Das über Papier und Tinte" },
        { title: "Den Feigenbaum gießen", summary: "" },
        { title: "Dem Vermieter schreiben", summary: "Das Fenster in der Küche" },
      ],
    },
  },

  signIn: {
    introduction: {
      title: "Bei Clearlist anmelden",
      description: "Melde dich bei deinen Aufgaben auf Clearlist an: dem klaren Blatt für alles, was zu tun ist.",
    },
    refused: "Du bist nicht angemeldet",
    noAccount: "Noch kein Konto?",
    forgotten: "Passwort vergessen?",
    back: "Zurück zur Anmeldung",
  },

  signUp: {
    introduction: {
      title: "Bei Clearlist registrieren",
      description:
        "Eröffne in einer Minute ein Konto bei Clearlist: Name, E-Mail-Adresse und Passwort, und die erste Aufgabe kann aufgeschrieben werden.",
    },
    refused: "Dein Konto ist noch nicht eröffnet",
    haveAccount: "Schon ein Konto?",
    sent: "Wir haben eine Mail an die Adresse geschickt. Darin steht ein Link, der einmal gilt, eine Stunde lang; danach kannst du dich anmelden.",
    nothingThere: "Nichts da? Sieh unter den unerwünschten Mails nach. Wenn du dich anmeldest, kommt eine neue.",
    otherAddress: "Mit einer anderen Adresse registrieren",
  },

  code: {
    heading: "Dein zweiter Faktor",
    hint: "Sechs Ziffern aus deiner Authenticator-App oder einer deiner Ersatzcodes.",
    again: "Von vorn anfangen",
  },

  mail: {
    heading: "Sieh in deine Mails",
    none: "Es wurde keine Mail geschickt",
    send: "Link schicken",
    again: "Noch einmal bitten",
  },

  forgotten: {
    introduction: {
      title: "Passwort vergessen?",
      description: "Bitte um eine Mail mit einem Link und wähle ein neues Passwort für dein Konto bei Clearlist.",
    },
    lead: "Nenne die Adresse deines Kontos, und es kommt eine Mail mit einem Link, um ein neues zu wählen.",
    sent: "Wenn es zu dieser Adresse ein Konto gibt, ist eine Mail mit einem Link unterwegs. Der Link gilt einmal, eine Stunde lang.",
    nothingThere: "Nichts da? Sieh unter den unerwünschten Mails nach, oder versuch es mit einer anderen Adresse.",
  },

  reset: {
    heading: "Neues Passwort wählen",
    refused: "Dein Passwort ist, wie es war",
    act: "Passwort ändern",
    after: "Du wirst dann überall abgemeldet und meldest dich mit dem neuen an.",
    again: "Um einen neuen Link bitten",
  },

  confirm: {
    first: { heading: "Bestätige deine E-Mail", act: "Das war ich: Adresse bestätigen" },
    other: { heading: "Deine neue E-Mail", act: "Diese Adresse benutzen" },
    fromNowOn: "Von jetzt an meldest du dich als {address} an, und Mails gehen dorthin.",
    opened:
      "Jemand hat ein Konto mit {address} eröffnet und ein Passwort gewählt. Sobald du es bestätigst, kann man sich damit anmelden.",
    notYou: "Wenn du das nicht warst, schließ diese Seite: Es geschieht nichts.",
    ofNoUse: "Dieser Link nützt nichts mehr",
    whyOfNoUse:
      "Er wurde schon benutzt, er ist älter als eine Stunde, oder die Sitzung, in der um ihn gebeten wurde, ist beendet.",
    askAgain: "Um einen neuen bitten",
    signInFirst: "Melde dich an: Wenn deine Adresse noch bestätigt werden muss, kommt ein neuer Link per Mail.",
  },
};
