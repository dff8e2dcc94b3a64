import type { Inspection, Queryable } from "./database.server";
import { refuseNewerSchema, schemaIsCurrent } from "./migrate.server";

/** Looks at a database as its owner; changes nothing. Throws StartError when it is newer than this version. */
export async function inspect(db: Queryable): Promise<Inspection> {
  const asked = Date.now();
  const [row] = await db.query<{ version: string; now: number }>(
    "select current_setting('server_version') as version, (extract(epoch from clock_timestamp()) * 1000)::float8 as now",
  );
  const halfway = (asked + Date.now()) / 2;
  await refuseNewerSchema(db);
  const migrations = (await schemaIsCurrent(db)) ? "current" : "missing";
  return { version: row!.version, migrations, ahead: row!.now - halfway };
}
