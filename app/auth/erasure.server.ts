import { sql } from "drizzle-orm";

import { database } from "~/db/database.server";
import { user, verification } from "~/db/schema.server";
import { statement } from "~/db/statement.server";

/** Removes a person and all that is kept of them, in one statement. What belongs to a user goes by its foreign key. */
export async function eraseAccount(userId: string): Promise<void> {
  await eraseStatement(database().auth, { userId });
}

/** Mailed links and unfinished sign-ins name the user within a text, where no foreign key reaches. */
const eraseStatement = statement(sql`
  with links as (delete from ${verification} where position(${sql.placeholder("userId")} in ${verification.value}) > 0)
  delete from ${user} where ${user.id} = ${sql.placeholder("userId")}`);
