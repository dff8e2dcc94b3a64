import type { tasks as english } from "./tasks.en";

export const tasks: typeof english = {
  headings: { all: "Aufgaben", pending: "Offene Aufgaben", done: "Erledigte Aufgaben" },
  found: "„{words}“ in {heading}",
  from: "{heading}, ab {n}",
  parts: { all: "Alle", pending: "Offen", done: "Erledigt" },
  filter: "Filter",
  trash: "Papierkorb",
  undo: "Rückgängig",
  undoFailed: "Das hat den Server nicht erreicht. Versuch es noch einmal.",

  select: {
    act: "Auswählen",
    stop: "Auswahl beenden",
    title: "Auswählen: {title}",
    with: "Mit „{words}“",
    nothing: "Nichts ist angehakt",
    all: { one: "Die einzige", other: "Alle {n}" },
    everyPage: { one: "Die einzige", other: "Alle {n}, auf allen Seiten" },
    ticked: { one: "{n} angehakt", other: "{n} angehakt" },
    done: ", erledigt",
    complete: "Erledigen",
    reopen: "Wieder öffnen",
  },

  newTask: "Neue Aufgabe",
  add: "Aufgabe hinzufügen",
  addButton: "Hinzufügen",
  addTask: "Aufgabe hinzufügen",
  adding: "Wird hinzugefügt…",
  notAdded: "Das wurde nicht hinzugefügt",
  notSaved: "Das wurde nicht gespeichert",
  withDescription: "Neue Aufgabe mit Beschreibung",

  search: "Suchen",
  searchTasks: "Aufgaben durchsuchen",
  have: { one: "„{words}“ steht in {n} Aufgabe", other: "„{words}“ steht in {n} Aufgaben" },

  sort: "Sortieren",
  sortBy: "Sortieren nach",
  sorts: { created_at: "Angelegt", updated_at: "Geändert", title: "Titel" },
  turns: {
    date: { asc: "Älteste zuerst zeigen", desc: "Neueste zuerst zeigen" },
    title: { asc: "Von A bis Z zeigen", desc: "Von Z bis A zeigen" },
  },

  pages: "Seiten",
  previous: "Vorige Seite",
  next: "Nächste Seite",
  range: "{first} bis {last} von {count}",

  complete: "{title} erledigen",
  reopen: "{title} wieder öffnen",
  more: "Mehr zu {title}",
  deleteTask: "{title} löschen",
  edit: "Bearbeiten",
  delete: "Löschen",
  failed: "Das hat den Server nicht erreicht, also hat sich nichts geändert. Versuch es noch einmal.",

  ask: "Diese Aufgabe löschen?",
  toTrash: "Sie kommt in den Papierkorb und bleibt dort 30 Tage.",
  keep: "Behalten",

  empty: { text: "Hier steht noch nichts.", act: "Das Erste aufschreiben" },
  notFound: {
    text: "Hier hat keine Aufgabe diese Wörter.",
    all: "Alle Aufgaben zeigen",
    search: "In allen Aufgaben suchen",
  },
  tooFar: { text: "So weit geht die Liste nicht.", act: "Zu ihrem Anfang" },
  allDone: { text: "Alles ist erledigt.", act: "Sehen, was erledigt ist" },
  noneDone: { text: "Noch ist nichts erledigt.", act: "Sehen, was offen ist" },

  title: "Titel",
  titlePlaceholder: "Was zu tun ist",
  description: "Beschreibung",
  descriptionPlaceholder: "Was dazugehört",
  done: "Erledigt",
  pending: "Offen",
  created: "Angelegt",
  changed: "Geändert",
  completed: "Erledigt",

  elsewhere: {
    changed: "Diese Aufgabe wurde anderswo geändert. Was du getippt hast, ist noch da.",
    show: "Stattdessen zeigen, was gespeichert ist",
    deleted: "Diese Aufgabe wurde anderswo gelöscht.",
    trash: "In den Papierkorb sehen",
  },

  conflict: {
    heading: "Jemand hat diese Aufgabe geändert, während du sie bearbeitet hast.",
    text: "Deins ist noch nicht gespeichert. Behalte es, ändere es unten erst noch, oder nimm, was inzwischen gespeichert wurde.",
    field: "Feld",
    theirs: "Inzwischen gespeichert",
    mine: "Deins, nicht gespeichert",
    state: "Stand",
    same: "In beiden gleich",
    none: "Nichts",
    keepMine: "Meins behalten",
    takeTheirs: "Das andere nehmen",
  },
};
