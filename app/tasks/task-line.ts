import type { Task, TaskSort } from "./task";

/** What a list shows of a task; the page need not carry the rest. */
export interface TaskLine {
  id: string;
  title: string;
  /** The first words of the description. */
  summary: string;
  completed: boolean;
  version: number;
  /** The time that belongs to the order of the list. */
  when: string;
}

const SUMMARY_MAX = 120;

/** A task as a line of a list that is sorted by `sort`. */
export function lineOf(task: Task, sort: TaskSort): TaskLine {
  const words = (task.description ?? "")
    .slice(0, SUMMARY_MAX * 4)
    .replace(/\s+/gu, " ")
    .trim();
  return {
    id: task.id,
    title: task.title,
    // Letters that take two units are not cut in the middle.
    summary: words.length > SUMMARY_MAX ? [...words].slice(0, SUMMARY_MAX).join("") : words,
    completed: task.completed,
    version: task.version,
    when: sort === "updated_at" ? task.updated_at : task.created_at,
  };
}
