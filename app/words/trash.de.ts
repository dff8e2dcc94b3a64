import type { Words } from "./words";

export const words: Words["trash"] = {
  heading: "Papierkorb",
  found: "„{words}“ im Papierkorb",
  note: "Was hier 30 Tage liegt, wird für immer gelöscht.",
  empty: "Papierkorb leeren",
  emptyFound: "Alle diese löschen",
  list: "Gelöschte Aufgaben",
  when: "Gelöscht am {deleted} · weg am {gone}",
  restore: "Wiederherstellen",
  purge: "Für immer löschen",
  purgeTask: "{title} für immer löschen",
  search: "Papierkorb durchsuchen",

  nothing: { text: "Der Papierkorb ist leer.", act: "Zurück zu den Aufgaben" },
  notFound: "Im Papierkorb hat nichts diese Wörter.",
  tooFar: "So weit geht der Papierkorb nicht.",
  whole: "Den ganzen Papierkorb zeigen",

  ask: { one: "Diese Aufgabe für immer löschen?", other: "{n} Aufgaben für immer löschen?" },
  title: { one: "Diese Aufgabe für immer löschen", other: "{n} Aufgaben für immer löschen" },
  forGood: {
    one: "Sie lässt sich danach nicht zurückholen.",
    other: "Sie lassen sich danach nicht zurückholen.",
  },
  keep: { one: "Behalten", other: "Behalten" },
  tickFirst: "Hake erst mindestens eine Aufgabe an",
  nothingToDelete: "Es gibt nichts zu löschen",
  back: "Zurück zum Papierkorb",
};
