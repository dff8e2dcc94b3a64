import { type SQL, sql } from "drizzle-orm";

import { tasks } from "~/db/schema.server";

/** What can be done to tasks, and undone. */
export type ChangeKind = "completed" | "reopened" | "deleted" | "restored";

/** A change, and its way back. */
interface Change {
  /** The state of a task that can be changed so, and of one that has been. */
  before: SQL;
  after: SQL;
  set: SQL;
  /** The moment that the change overwrites; `undo` finds it as `target.moment`. */
  moment: SQL;
  undo: SQL;
}

const live = sql`${tasks.deletedAt} is null`;
const trashed = sql`${tasks.deletedAt} is not null`;
const pending = sql`not ${tasks.completed} and ${live}`;
const done = sql`${tasks.completed} and ${live}`;
const edit = sql`version = ${tasks.version} + 1, updated_at = now()`;
const reopen = sql`completed = false, completed_at = null, ${edit}`;

/** To the Trash and back is no edit of the task: its version stays, and it returns to where it was in every order. */
export const CHANGES: Record<ChangeKind, Change> = {
  completed: {
    before: pending,
    after: done,
    set: sql`completed = true, completed_at = now(), ${edit}`,
    moment: sql`${tasks.completedAt}`,
    undo: reopen,
  },
  reopened: {
    before: done,
    after: pending,
    set: reopen,
    moment: sql`${tasks.completedAt}`,
    undo: sql`completed = true, completed_at = target.moment, ${edit}`,
  },
  deleted: {
    before: live,
    after: trashed,
    set: sql`deleted_at = now()`,
    moment: sql`${tasks.deletedAt}`,
    undo: sql`deleted_at = null`,
  },
  restored: {
    before: trashed,
    after: live,
    set: sql`deleted_at = null`,
    moment: sql`${tasks.deletedAt}`,
    undo: sql`deleted_at = target.moment`,
  },
};
