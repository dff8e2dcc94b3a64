import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

/** Who may import whom. A folder that is missing from a list may not be imported by it. */
const MAY_IMPORT: Record<string, string[]> = {
  routes: ["app.css?url", "auth", "contract", "db", "http", "insights", "offline", "preferences", "tasks", "ui"],
  contract: ["api-client", "auth", "http", "tasks", "ui"],
  "api-client": [],
  tasks: ["db", "keys", "ui"],
  keys: ["preferences", "ui"],
  insights: ["db", "ui"],
  auth: ["db", "http"],
  db: ["tasks/task"],
  http: [],
  preferences: [],
  metrics: [],
  doctor: ["auth", "db"],
  offline: ["preferences", "ui"],
  ui: [],
  words: ["preferences"],
};
const EVERYBODY = ["env.server", "log.server", "metrics/registry.server", "words"];

const sources = (folder: string) =>
  readdirSync(`app/${folder}`, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes(".test."))
    .map((name) => ({ name: `app/${folder}/${name}`, text: readFileSync(`app/${folder}/${name}`, "utf8") }));
const imports = (text: string) =>
  [...text.matchAll(/(?:from|import\() ?"(?:~|\.\.)\/([^"]+)"/g)].map((match) => match[1]!);

describe("the house [ARCH-001, ARCH-002]", () => {
  test.each(Object.keys(MAY_IMPORT))("%s imports only from the rooms it may enter", (folder) => {
    const allowed = [folder, ...EVERYBODY, ...MAY_IMPORT[folder]!];
    const strays = sources(folder).flatMap(({ name, text }) =>
      imports(text)
        .filter((target) => !allowed.some((room) => target === room || target.startsWith(`${room}/`)))
        .map((target) => `${name} → ${target}`),
    );
    // Below routes/api a relative import leads to routes/, not out of it.
    expect(strays.filter((stray) => !stray.startsWith("app/routes/api/"))).toEqual([]);
  });

  test("the domain does not know about HTTP", () => {
    const strays = ["tasks", "db"]
      .flatMap(sources)
      .filter(({ name, text }) => name.endsWith(".server.ts") && /from "react-router"/.test(text));
    expect(strays.map(({ name }) => name)).toEqual([]);
  });

  test("only env.server.ts reads the process's environment", () => {
    const readers = [
      ...Object.keys(MAY_IMPORT).flatMap(sources),
      { name: "server.ts", text: readFileSync("server.ts", "utf8") },
    ];
    expect(readers.filter(({ text }) => text.includes("process.env")).map(({ name }) => name)).toEqual([]);
  });

  test("nothing is set for a whole session, which other people's requests may share [SEC-004, SEC-029]", () => {
    const statements = [
      ...Object.keys(MAY_IMPORT).flatMap(sources),
      ...readdirSync("drizzle")
        .filter((name) => name.endsWith(".sql"))
        .map((name) => ({ name, text: readFileSync(`drizzle/${name}`, "utf8") })),
    ];
    const SESSION_WIDE = /set_config\([^)]*,\s*false\s*\)|\bset\s+session\b|\bset\s+app\.|\bset\s+"app\./i;
    expect(statements.filter(({ text }) => SESSION_WIDE.test(text)).map(({ name }) => name)).toEqual([]);
    for (const each of ["select set_config('app.user_id', $1, false)", "SET SESSION x = 1", "set app.user_id = 'x'"])
      expect(each).toMatch(SESSION_WIDE);
  });

  test("raw SQL is written only where the schema needs a number in a check [SEC-029]", () => {
    const users = Object.keys(MAY_IMPORT)
      .flatMap(sources)
      .filter(({ text }) => text.includes("sql.raw"));
    expect(users.map(({ name }) => name)).toEqual(["app/db/schema.server.ts"]);
  });
});
