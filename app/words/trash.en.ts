/** The Trash. */
export const words = {
  heading: "Trash",
  found: "“{words}” in the Trash",
  note: "What lies here for 30 days is deleted for ever.",
  empty: "Empty the Trash",
  emptyFound: "Delete all of these",
  list: "Deleted tasks",
  when: "Deleted {deleted} · gone on {gone}",
  restore: "Restore",
  purge: "Delete for ever",
  purgeTask: "Delete {title} for ever",
  search: "Search the Trash",

  nothing: { text: "The Trash is empty.", act: "Back to the tasks" },
  notFound: "Nothing in the Trash has these words.",
  tooFar: "The Trash does not go on this far.",
  whole: "Show the whole Trash",

  ask: { one: "Delete this task for ever?", other: "Delete {n} tasks for ever?" },
  title: { one: "Delete this task for ever", other: "Delete {n} tasks for ever" },
  forGood: { one: "It cannot be brought back after that.", other: "They cannot be brought back after that." },
  keep: { one: "Keep it", other: "Keep them" },
  tickFirst: "Tick at least one task first",
  nothingToDelete: "There is nothing to delete",
  back: "Back to the Trash",
};
