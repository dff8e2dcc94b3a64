// `npm run licences`: writes docs/licences.md, what the packages that run with Clearlist are licensed under.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

const FILE = "docs/licences.md";

/** The page, from the lock and the installed packages. Those for other machines than this one are named by the lock. */
export function licencesPage() {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
  const rows = needed(packages).map((path) => {
    const { version, license } = packages[path];
    return `| ${path.replace(/^.*node_modules\//, "")} | ${version} | ${licenceOf(path) ?? license ?? "not stated"} |`;
  });
  return [
    "# Licences",
    "",
    "Written from the installed packages by `npm run licences`; not edited by hand. What Clearlist itself is licensed under stands in [LICENSE](../LICENSE).",
    "",
    "| package | version | licence |",
    "|---|---|---|",
    ...[...new Set(rows)].sort(),
    "",
    "The list of common passwords in `app/auth/common-passwords.txt` is of [zxcvbn](https://github.com/dropbox/zxcvbn) 4.4.2, © 2012–2016 Dan Wheeler and Dropbox, Inc., MIT.",
    "",
  ].join("\n");
}

/** The paths of what `dependencies` need, and what that needs; peers are brought by whoever uses them. */
function needed(packages) {
  const found = new Set();
  const visit = (path) => {
    const { dependencies = {}, optionalDependencies = {} } = packages[path];
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const place = placeOf(packages, path, name);
      if (!place || found.has(place)) continue;
      found.add(place);
      visit(place);
    }
  };
  visit("");
  return [...found];
}

/** Where Node finds `name` for the package at `path`: in its own folder, else in the next one above. */
function placeOf(packages, path, name) {
  for (let folder = path; ; folder = folder.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, "")) {
    const place = folder ? `${folder}/node_modules/${name}` : `node_modules/${name}`;
    if (packages[place]) return place;
    if (!folder) return undefined;
  }
}

function licenceOf(path) {
  const file = `${path}/package.json`;
  if (!existsSync(file)) return undefined;
  const { license } = JSON.parse(readFileSync(file, "utf8"));
  return typeof license === "string" ? license : license?.type;
}

if (process.argv[1] === resolve("scripts/licences.mjs")) writeFileSync(FILE, licencesPage());
