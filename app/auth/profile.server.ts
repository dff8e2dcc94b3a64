import { sql } from "drizzle-orm";

import { database } from "~/db/database.server";
import { SessionEnded } from "~/db/errors.server";
import type { Principal } from "~/db/identity.server";
import { user } from "~/db/schema.server";
import { momentText, statement } from "~/db/statement.server";

/** What is kept about a person besides what they wrote. */
export interface Profile {
  id: string;
  name: string;
  email: string;
  email_verified: boolean;
  created_at: string;
  updated_at: string;
}

/** The profile of the one who asks. Throws SessionEnded when their account has just gone. */
export async function readProfile({ userId }: Principal): Promise<Profile> {
  const [row] = await profileStatement(database().auth, { userId });
  if (!row) throw new SessionEnded();
  return row;
}

const profileStatement = statement<Profile>(sql`
  select ${user.id}, ${user.name}, ${user.email}, ${user.emailVerified},
    ${momentText(user.createdAt)} as created_at, ${momentText(user.updatedAt)} as updated_at
  from ${user} where ${user.id} = ${sql.placeholder("userId")}`);
