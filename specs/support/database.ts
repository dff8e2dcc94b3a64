import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import postgres from "postgres";
import { inject } from "vitest";

import { type Database, holdDatabase } from "../../app/db/database.server";
import { doors, makeCluster, prepare } from "../../app/db/embedded.server";
import { openPostgres } from "../../app/db/postgres.server";
import { temporaryFolder } from "./server";

export interface TestDatabase extends Database {
  /** As the superuser, whom nothing binds: to lay things out, and to see what is really there. */
  owner(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
}

/** An empty database of the kind that this project tests, migrated, in this process. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const url = inject("databaseUrl");
  const opened = url ? await onPostgres(url) : await embedded();
  holdDatabase(opened);
  return opened;
}

/** Lays out a user with a live session; the principal that asks for them. */
export async function principalIn(db: TestDatabase, { expired = false } = {}) {
  const userId = randomUUID();
  const sessionId = randomUUID();
  await db.owner(`insert into "user" (id, name, email) values ($1, 'Somebody', $1 || '@example.com')`, [userId]);
  await db.owner(
    `insert into session (id, user_id, token, expires_at) values ($1, $2, $3, now() + make_interval(hours => $4::int))`,
    [sessionId, userId, randomUUID(), expired ? -1 : 1],
  );
  return { userId, sessionId };
}

async function embedded(): Promise<TestDatabase> {
  const folder = temporaryFolder();
  const directory = join(folder, "db");
  await makeCluster(directory);
  const pglite = await PGlite.create(directory);
  await prepare(pglite);
  return {
    ...doors(pglite),
    location: directory,
    owner: (text, values) =>
      pglite.transaction(async (tx) => {
        await tx.exec("set local role postgres");
        return (await tx.query<Record<string, unknown>>(text, values)).rows;
      }),
    close: async () => {
      await pglite.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function onPostgres(cluster: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const admin = postgres(cluster, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name}`);
  await admin.end();
  const url = new URL(cluster);
  url.pathname = `/${name}`;
  const opened = await openPostgres(url.href, { pooler: false });
  const owner = postgres(url.href, { max: 1, onnotice: () => {} });
  return {
    ...opened,
    owner: async (text, values = []) => [...(await owner.unsafe(text, values as never[]))],
    close: async () => {
      await Promise.all([opened.close(), owner.end()]);
    },
  };
}
