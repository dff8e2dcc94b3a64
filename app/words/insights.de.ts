import type { Words } from "./words";

export const words: Words["insights"] = {
  nothing: {
    text: "Hier siehst du, was du getan hast, Tag für Tag und Woche für Woche, sobald die erste Aufgabe erledigt ist.",
    act: "Zu deinen Aufgaben",
  },
  zone: "Tage und Wochen sind die von UTC; eine Woche beginnt am Montag. Was im Papierkorb liegt, zählt nicht.",

  tasks: { one: "{n} Aufgabe", other: "{n} Aufgaben" },
  days: { one: "{n} Tag", other: "{n} Tage" },
  lasting: { one: "{n} Tag", other: "{n} Tagen" },
  noneYet: "Diese Woche ist noch nichts erledigt; letzte Woche: {tasks}.",
  thisWeek: "Diese Woche hast du {tasks} erledigt, {compared}.",
  asMany: "so viele wie letzte Woche",
  more: { one: "{n} mehr als in der ganzen letzten Woche", other: "{n} mehr als in der ganzen letzten Woche" },
  fewer: { one: "{n} weniger als in der ganzen letzten Woche", other: "{n} weniger als in der ganzen letzten Woche" },
  run: "Seit {lasting} ist jeden Tag etwas erledigt; die längste solche Reihe: {longest}.",
  noRun:
    "Die längste Reihe von Tagen, an denen etwas erledigt ist: {longest}. Mit dem nächsten Haken beginnt eine neue.",
  balance: "Von allem, was aufgeschrieben ist, {done} und {pending}.",
  done: { one: "ist {n} erledigt", other: "sind {n} erledigt" },
  pending: { one: "ist {n} offen", other: "sind {n} offen" },

  asTable: "{heading}, als Tabelle",
  completed: "Erledigt",
  weekFrom: "Woche ab",
  daily: {
    heading: "Erledigt an jedem Tag",
    description:
      "Die letzten zwölf Wochen, eine Spalte für jede, von Montag oben bis Sonntag unten. Die meisten an einem Tag waren {most}, am {date}.",
    day: "Tag",
  },
  weekly: { heading: "Erledigt in jeder Woche", description: "Zwölf Wochen, diese zuletzt: {figures}." },
  both: {
    heading: "Offen und erledigt",
    description:
      "Wie es am Ende jeder von zwölf Wochen stand: offen von {pendingBefore} bis {pending}, erledigt von {doneBefore} bis {done}.",
    pending: "Offen an ihrem Ende",
    done: "Erledigt an ihrem Ende",
    doneNow: { one: "{n} erledigt", other: "{n} erledigt" },
    pendingNow: { one: "{n} offen", other: "{n} offen" },
  },
};
