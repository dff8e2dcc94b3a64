import type { TestProject } from "vitest/node";

import { startPostgres } from "../../scripts/postgres.mjs";
import { startServer } from "./server";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the server under test answers. */
    url: string;
    /** Its data directory, where mails are written to. */
    dataDir: string;
    /** The PostgreSQL below it, as superuser; absent on the embedded database. */
    databaseUrl: string | undefined;
  }
}

/** One server for all specs of a project: on the embedded database, or on a PostgreSQL of its own. */
export default async function setup(project: TestProject) {
  const postgres = project.name === "postgres" ? await startPostgres() : undefined;
  // The same specs on the embedded database show which lines they run; noting it again would only take time.
  const server = await startServer(postgres ? { DATABASE_URL: postgres.url, NODE_V8_COVERAGE: "" } : {});
  project.provide("url", server.url);
  project.provide("dataDir", server.dataDir);
  project.provide("databaseUrl", postgres?.url);
  return async () => {
    await server.stop();
    await postgres?.stop();
  };
}
