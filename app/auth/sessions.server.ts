import { sql } from "drizzle-orm";

import { database } from "~/db/database.server";
import type { Principal } from "~/db/identity.server";
import { session } from "~/db/schema.server";
import { momentText, statement } from "~/db/statement.server";
import { english } from "~/words/words.server";
import { type DeviceWords, deviceOf } from "./device";

/** A session as its owner sees it. Its token stays in the database: whoever names a session does so by its id. */
export interface SessionFacts {
  id: string;
  device: string;
  /** The one that asks. */
  current: boolean;
  created_at: string;
  last_used_at: string;
  expires_at: string;
}

/** The sessions of this person that live: first the one that asks, then the one that was used last. */
export async function listSessions(principal: Principal, words: DeviceWords = english.device): Promise<SessionFacts[]> {
  const rows = await listStatement(database().auth, { ...principal });
  return rows.map(({ user_agent, ...facts }) => ({ ...facts, device: deviceOf(user_agent, words) }));
}

/** Ends a session of this person, and with it its access tokens. False when they have no such session. */
export async function endSession({ userId }: Principal, sessionId: string): Promise<boolean> {
  return (await endStatement(database().auth, { userId, sessionId })).length > 0;
}

/** Ends every session of this person but the one that asks. */
export async function endOtherSessions(principal: Principal): Promise<void> {
  await endOthersStatement(database().auth, { ...principal });
}

const mine = sql`${session.userId} = ${sql.placeholder("userId")}`;
const asking = sql`${session.id} = ${sql.placeholder("sessionId")}`;

const listStatement = statement<Omit<SessionFacts, "device"> & { user_agent: string | null }>(sql`
  select ${session.id}, ${session.userAgent}, ${asking} as current, ${momentText(session.createdAt)} as created_at,
    ${momentText(session.updatedAt)} as last_used_at, ${momentText(session.expiresAt)} as expires_at
  from ${session} where ${mine} and ${session.expiresAt} > now()
  order by ${asking} desc, ${session.updatedAt} desc, ${session.id}`);
const endStatement = statement<{ id: string }>(sql`delete from ${session} where ${mine} and ${asking} returning id`);
const endOthersStatement = statement(sql`delete from ${session} where ${mine} and not ${asking}`);
