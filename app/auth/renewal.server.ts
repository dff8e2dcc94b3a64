import { sql } from "drizzle-orm";

import { database } from "~/db/database.server";
import { account } from "~/db/schema.server";
import { statement } from "~/db/statement.server";
import { log } from "~/log.server";
import { hashPassword, isBusy } from "./passwords.server";

/** Puts today's kind of hash in the place of an outdated one, for a password that was just shown to be right. */
export async function renewHash(outdated: string, password: string): Promise<void> {
  try {
    await renewStatement(database().auth, { outdated, renewed: await hashPassword(password) });
  } catch (error) {
    // The old one is as good as before; the next sign-in tries again.
    if (!isBusy(error)) log.warn({ err: error }, "a password hash could not be renewed");
  }
}

// The salt makes a hash somebody's own. One that was changed meanwhile is not found.
const renewStatement = statement(sql`
  update ${account} set password = ${sql.placeholder("renewed")} where ${account.password} = ${sql.placeholder("outdated")}`);
