// What the parts of the benchmark share: one PostgreSQL with databases that are filled when first asked for, and servers.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { startPostgres } from "../scripts/postgres.mjs";
import { asOwner } from "./owner.mjs";
import { seed } from "./seed.mjs";
import { startServer } from "./servers.mjs";

/** Few people with tasks enough: for what does not depend on how much there is. */
const FEW = { users: 10, tasks: 1000 };

/** @typedef {Awaited<ReturnType<typeof openStage>>} Stage */

/** Starts PostgreSQL; `size` is how many people with how many tasks the large database has. */
export async function openStage({ size, tell }) {
  const postgres = await startPostgres({
    fsync: "off",
    autovacuum: "off",
    shared_buffers: "512MB",
    max_wal_size: "4GB",
    checkpoint_timeout: "1h",
    max_connections: 150,
  });
  const servers = new Set();
  const folder = mkdtempSync(join(tmpdir(), "clearlist-bench-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const start = async (kind, settings) => {
    const server = await startServer(kind, settings);
    servers.add(server);
    const stop = () => {
      servers.delete(server);
      return server.stop();
    };
    return { ...server, stop };
  };
  const filled = (name, people) =>
    once(async () => {
      const url = new URL(name, postgres.url).href;
      if (name !== "postgres") await asOwner(postgres.url, (sql) => sql.unsafe(`create database ${name}`));
      tell(`seeding ${people.users} x ${people.tasks} tasks`);
      const product = await start("product", { DATABASE_URL: url });
      await product.stop(); // it has made the tables
      await seed(url, { last: people.users, tasks: people.tasks, scattered: people.scattered });
      return { url, size: people };
    });
  return {
    version: `PostgreSQL ${/\d+(\.\d+)?/.exec(postgres.version)?.[0]}`,
    pid: postgres.pid(),
    log: postgres.log,
    tell,
    /** For what lasts no longer than the run. */
    folder,
    start,
    /** As many as the benchmark was told to have, in the order of time. */
    large: filled("postgres", size),
    /** A few, whose rows lie as far from each other as they can. */
    small: filled("small", { ...FEW, scattered: true }),
    close: once(async () => {
      await Promise.all([...servers].map((server) => server.stop()));
      await postgres.stop();
    }),
  };
}

function once(work) {
  let result;
  return () => (result ??= work());
}
