/** What was done, in sentences and pictures. */
export const words = {
  nothing: "Here you will see what you have done, day by day and week by week, once the first task is completed.",
  act: "Go to your tasks",
  zone: "Days and weeks are those of UTC; a week begins on Monday. What lies in the Trash does not count.",

  none: "Nothing is completed yet this week; last week it was {tasks}.",
  some: "You completed {tasks} this week, {compared}.",
  asMany: "as many as last week",
  more: "{n} more than in all of last week",
  fewer: "{n} fewer than in all of last week",
  run: "Something was done {current} in a row; the longest such run was {longest}.",
  noRun: "The longest run of days with something done was {longest}. A new one begins with the next tick.",
  ofAll: "Of all that is written down, {done} and {pending}.",
  tasks: { one: "{n} task", other: "{n} tasks" },
  days: { one: "{n} day", other: "{n} days" },
  areDone: { one: "{n} is done", other: "{n} are done" },
  arePending: { one: "{n} is pending", other: "{n} are pending" },

  table: "{heading}, as a table",
  day: "Day",
  week: "Week from",
  completed: "Completed",
  byDay: {
    heading: "Completed each day",
    description:
      "The last twelve weeks, a column for each, from Monday down to Sunday. The most in a day were {n}, on {date}.",
  },
  byWeek: {
    heading: "Completed each week",
    description: "Twelve weeks, this one the last: {figures}.",
  },
  balance: {
    heading: "Pending and done",
    description:
      "How it stood at the end of each of twelve weeks: pending from {pendingThen} to {pending}, done from {doneThen} to {done}.",
    pending: "Pending at its end",
    done: "Done at its end",
    donePoint: "{n} done",
    pendingPoint: "{n} pending",
  },
};
