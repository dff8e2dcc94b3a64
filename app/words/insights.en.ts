/** What somebody has done, in sentences and pictures. */
export const words = {
  nothing: {
    text: "Here you will see what you have done, day by day and week by week, once the first task is completed.",
    act: "Go to your tasks",
  },
  zone: "Days and weeks are those of UTC; a week begins on Monday. What lies in the Trash does not count.",

  tasks: { one: "{n} task", other: "{n} tasks" },
  days: { one: "{n} day", other: "{n} days" },
  lasting: { one: "{n} day", other: "{n} days" },
  noneYet: "Nothing is completed yet this week; last week it was {tasks}.",
  thisWeek: "You completed {tasks} this week, {compared}.",
  asMany: "as many as last week",
  more: { one: "{n} more than in all of last week", other: "{n} more than in all of last week" },
  fewer: { one: "{n} fewer than in all of last week", other: "{n} fewer than in all of last week" },
  run: "There is something done on each of the last {lasting}; the longest such run was {longest}.",
  noRun: "The longest run of days with something done was {longest}. A new one begins with the next tick.",
  balance: "Of all that is written down, {done} and {pending}.",
  done: { one: "{n} is done", other: "{n} are done" },
  pending: { one: "{n} is pending", other: "{n} are pending" },

  asTable: "{heading}, as a table",
  completed: "Completed",
  weekFrom: "Week from",
  daily: {
    heading: "Completed each day",
    description:
      "The last twelve weeks, a column for each, from Monday down to Sunday. The most in a day were {most}, on {date}.",
    day: "Day",
  },
  weekly: { heading: "Completed each week", description: "Twelve weeks, this one the last: {figures}." },
  both: {
    heading: "Pending and done",
    description:
      "How it stood at the end of each of twelve weeks: pending from {pendingBefore} to {pending}, done from {doneBefore} to {done}.",
    pending: "Pending at its end",
    done: "Done at its end",
    doneNow: { one: "{n} done", other: "{n} done" },
    pendingNow: { one: "{n} pending", other: "{n} pending" },
  },
};
