import type { tasks as english } from "./tasks.en";

export const tasks: typeof english = {
  add: "Aufgabe hinzufügen",
  heading: "Aufgaben",
};
