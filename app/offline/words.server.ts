/** The words of the page for where there is no network, which a browser keeps in the language it was fetched in. */
export interface OfflineWords {
  language: string;
  title: string;
  skip: string;
  text: string;
  looking: string;
  away: string;
  back: string;
  again: string;
  unsent: string;
  send: string;
}

const en: OfflineWords = {
  language: "en",
  title: "There is no network",
  skip: "Skip to the content",
  text: "This device did not get through to Clearlist. What you had saved is safe.",
  looking: "We look for it every few seconds.",
  away: "Still no network. We keep looking.",
  back: "The network is back.",
  again: "Try again",
  unsent: "This has not been sent yet. Send it when the network is back.",
  send: "Send it",
};

const de: OfflineWords = {
  language: "de",
  title: "Kein Netz",
  skip: "Zum Inhalt springen",
  text: "Dieses Gerät hat Clearlist nicht erreicht. Was gespeichert war, ist sicher.",
  looking: "Wir suchen alle paar Sekunden danach.",
  away: "Noch immer kein Netz. Wir suchen weiter.",
  back: "Das Netz ist wieder da.",
  again: "Noch einmal versuchen",
  unsent: "Das ist noch nicht abgeschickt. Schick es ab, wenn das Netz wieder da ist.",
  send: "Abschicken",
};

export const OFFLINE_WORDS = { en, de };
