import { not, sql } from "drizzle-orm";

import { one, owned } from "../../../../../../lib/owner.js";
import { db, mine, tasks } from "../../../../../../lib/tasks.js";

export const PATCH = owned(async (_, who, { id }) => {
  const changed = {
    completed: not(tasks.completed),
    completed_at: sql`case when completed then null else now() end`,
    updated_at: new Date(),
  };
  return one((await db.update(tasks).set(changed).where(mine(id, who)).returning())[0]);
});
