/** What forms show and schemas enforce. Kept apart from zod, which stays on the server. Lengths in code points. */
export const TITLE_MAX = 200;
export const DESCRIPTION_MAX = 2000;

export const TASK_STATUSES = ["all", "pending", "done"] as const;
export const TASK_SORTS = ["created_at", "updated_at", "title"] as const;
export const SORT_ORDERS = ["desc", "asc"] as const;

export type TaskStatus = (typeof TASK_STATUSES)[number];
export type TaskSort = (typeof TASK_SORTS)[number];
export type SortOrder = (typeof SORT_ORDERS)[number];

/** A task as every door shows it. Timestamps are RFC 3339 in UTC with milliseconds and `Z`. */
export interface Task {
  id: string;
  user_id: string;
  title: string;
  description: string | null;
  completed: boolean;
  completed_at: string | null;
  version: number;
  created_at: string;
  updated_at: string;
}
