import { randomUUID } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import postgres from "postgres";

import { startServer } from "./server";

/** The three layers that keep people apart: the user of the path, of the query, and of the rows. */
export const LAYERS = ["parity", "query", "rows"] as const;
export type Layer = (typeof LAYERS)[number];

export interface Weakened {
  url: string;
  /** As the superuser, whom nothing binds. */
  owner(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
}

/** What comes back through the back door. */
interface Answer {
  id: string;
  rows?: Record<string, unknown>[];
  error?: string;
}

/** The lines of a patched copy are not those that coverage is about. */
const PLAIN = { NODE_V8_COVERAGE: "" };
const BUILT = "build/server/index.cjs";

/**
 * What each layer looks like in the built server, and what is left when it is gone. All of a layer goes: a pattern that
 * finds fewer places than it had when this was written means that the code has moved, and that this must follow.
 */
const IN_THE_BUILD: Record<Exclude<Layer, "rows">, { pattern: RegExp; instead: string; places: number }[]> = {
  parity: [
    { pattern: /principal\s*\.\s*userId\s*===\s*params\s*\.\s*userId/g, instead: "true", places: 1 },
    { pattern: /\bisOwn\(\s*\w+,\s*\w+\s*\)\s*\{/g, instead: "$&\n\treturn true;", places: 1 },
  ],
  // The session's own check of its user stays: that is the identity, not a filter of somebody's rows.
  query: [
    {
      // Built files break their lines wherever it does no harm.
      pattern:
        /\$\{\s*(?!session\b)\w+(?:\$\d+)?\s*\.\s*userId\s*\} = (?:me\.user_id|\$\{\s*sql\s*\.\s*placeholder\(\s*"userId"\s*\)\s*\})/g,
      instead: "true",
      places: 5,
    },
  ],
};

/** A server without some of its layers, on a database of its own; a throw-away copy of the build, patched here. */
export async function startWithout(layers: Layer[], cluster?: string): Promise<Weakened> {
  const build = `build/server/without-${layers.join("-") || "nothing"}-${randomUUID()}.cjs`;
  writeFileSync(build, without(layers));
  try {
    const weakened = await (cluster ? onPostgres(build, cluster) : embedded(build));
    if (layers.includes("rows")) await openRows(weakened);
    return weakened;
  } finally {
    rmSync(build, { force: true });
  }
}

function without(layers: Layer[]): string {
  let source = readFileSync(BUILT, "utf8");
  for (const layer of layers) {
    if (layer === "rows") continue;
    for (const { pattern, instead, places } of IN_THE_BUILD[layer]) {
      const found = source.match(pattern)?.length ?? 0;
      if (found < places) throw new Error(`${pattern} is found ${found} times in ${BUILT}, not ${places}.`);
      source = source.replace(pattern, instead);
    }
  }
  return source;
}

/** Row-level security off, on every table, after the server has seen that it is on. */
async function openRows({ owner }: Weakened): Promise<void> {
  const tables = await owner(
    "select relname from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace",
  );
  for (const { relname } of tables)
    for (const act of ["no force", "disable"]) await owner(`alter table "${relname}" ${act} row level security`);
}

async function embedded(build: string): Promise<Weakened> {
  const server = await startServer({ ...PLAIN, BUILD: build }, "specs/support/back-door.mjs");
  const asked = new Map<string, (answer: Answer) => void>();
  server.process.on("message", (answer: Answer) => asked.get(answer.id)?.(answer));
  return {
    url: server.url,
    owner: (text, values = []) =>
      new Promise((resolve, reject) => {
        const id = randomUUID();
        asked.set(id, ({ rows, error }) => {
          asked.delete(id);
          if (error) reject(new Error(error));
          else resolve(rows!);
        });
        server.process.send({ id, text, values });
      }),
    stop: async () => void (await server.stop()),
  };
}

async function onPostgres(build: string, cluster: string): Promise<Weakened> {
  const name = `weakened_${randomUUID().replaceAll("-", "")}`;
  const admin = postgres(cluster, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name}`);
  await admin.end();
  const url = new URL(cluster);
  url.pathname = `/${name}`;
  const server = await startServer({ ...PLAIN, BUILD: build, DATABASE_URL: url.href }, "specs/support/back-door.mjs");
  const owner = postgres(url.href, { max: 1, onnotice: () => {} });
  return {
    url: server.url,
    owner: async (text, values = []) => [...(await owner.unsafe(text, values as never[]))],
    stop: async () => void (await Promise.all([server.stop(), owner.end()])),
  };
}
