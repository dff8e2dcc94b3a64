import type { Words } from "./words";

export const words: Words["insights"] = {
  nothing:
    "Hier siehst du, was du geschafft hast, Tag für Tag und Woche für Woche, sobald die erste Aufgabe erledigt ist.",
  act: "Zu deinen Aufgaben",
  zone: "Tage und Wochen sind die der Weltzeit (UTC); eine Woche beginnt am Montag. Was im Papierkorb liegt, zählt nicht.",

  none: "Diese Woche ist noch nichts erledigt; letzte Woche waren es {tasks}.",
  some: "Diese Woche hast du {tasks} erledigt, {compared}.",
  asMany: "so viele wie letzte Woche",
  more: "{n} mehr als in der ganzen letzten Woche",
  fewer: "{n} weniger als in der ganzen letzten Woche",
  run: "{current} in Folge wurde etwas erledigt; die längste solche Folge dauerte {longest}.",
  noRun:
    "Die längste Folge von Tagen mit etwas Erledigtem dauerte {longest}. Eine neue beginnt mit dem nächsten Haken.",
  ofAll: "Von allem, was aufgeschrieben ist, {done} und {pending}.",
  tasks: { one: "{n} Aufgabe", other: "{n} Aufgaben" },
  days: { one: "{n} Tag", other: "{n} Tage" },
  areDone: { one: "ist {n} erledigt", other: "sind {n} erledigt" },
  arePending: { one: "{n} offen", other: "{n} offen" },

  table: "{heading}, als Tabelle",
  day: "Tag",
  week: "Woche ab",
  completed: "Erledigt",
  byDay: {
    heading: "Jeden Tag erledigt",
    description:
      "Die letzten zwölf Wochen, je eine Spalte, von Montag oben bis Sonntag unten. Die meisten an einem Tag waren {n}, am {date}.",
  },
  byWeek: {
    heading: "Jede Woche erledigt",
    description: "Zwölf Wochen, diese als letzte: {figures}.",
  },
  balance: {
    heading: "Offen und erledigt",
    description:
      "Wie es am Ende jeder von zwölf Wochen stand: offen von {pendingThen} auf {pending}, erledigt von {doneThen} auf {done}.",
    pending: "Offen an ihrem Ende",
    done: "Erledigt an ihrem Ende",
    donePoint: "{n} erledigt",
    pendingPoint: "{n} offen",
  },
};
