/** The list and its tasks. */
export const tasks = {
  add: "Add a task",
  heading: "Tasks",
};
