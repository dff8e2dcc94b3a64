// What the check writes: the traceability table, and the stack in AGENTS.md.

const BEGIN = "<!-- stack:begin -->";
const END = "<!-- stack:end -->";
const EXACT = /^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/;
const SETS = ["dependencies", "devDependencies", "optionalDependencies"];

/** The table from requirements to the tests that prove them; `titles` are those that run. */
export function traceabilityTable(requirements, titles) {
  const rows = [...requirements]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, path, section }) => {
      const proofs = titles.filter(({ ids }) => ids.includes(id));
      return `| ${id} | ${link(path, section)} | ${proofs.map(proof).join("<br>")} |`;
    });
  return [
    "# Traceability",
    "",
    "Which test proves which requirement. Written by `npm run specs:check`; not edited by hand.",
    "",
    "| requirement | defined in | proved by |",
    "|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

function link(path, section) {
  const here = path.replace(/^specs\//, "");
  return `[${here}](${here}${section && `#${section}`})`;
}

function proof({ path, title }) {
  const target = path.startsWith("specs/") ? path.slice("specs/".length) : `../${path}`;
  return `[${path}](${target}): ${title.replace(/[\\|[\]*_`]/g, "\\$&").replaceAll("<", "&lt;")}`;
}

/** `agents` with its stack section as package.json has it, or undefined when the markers are not there. */
export function withStack(agents, manifest) {
  const begin = agents.indexOf(BEGIN);
  const end = agents.indexOf(END);
  if (begin === -1 || end < begin) return undefined;
  const { engines = {}, dependencies = {}, devDependencies = {} } = JSON.parse(manifest);
  const section = [
    BEGIN,
    "",
    `Written from \`package.json\` by \`npm run specs:check\`; not edited by hand. Node \`${engines.node ?? "any"}\`.`,
    "",
    ...table("runs with", dependencies),
    ...table("built and tested with", devDependencies),
    "",
  ];
  return `${agents.slice(0, begin)}${section.join("\n")}${agents.slice(end)}`;
}

function table(title, packages) {
  const rows = Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1));
  return [`| ${title} | version |`, "|---|---|", ...rows.map(([name, version]) => `| ${name} | ${version} |`), ""];
}

/** Each dependency that is not pinned to one version, with its line. */
export function rangesIn(manifest) {
  const parsed = JSON.parse(manifest);
  const text = manifest.split("\n");
  return SETS.flatMap((set) => Object.entries(parsed[set] ?? {}))
    .filter(([, version]) => !EXACT.test(version))
    .map(([name, version]) => ({
      name,
      version,
      line: text.findIndex((row) => row.includes(`"${name}": "${version}"`)) + 1,
    }));
}
