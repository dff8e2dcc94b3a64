const WIDTH = 800;
const HEIGHT = 320;
const LEFT = 60;
const RIGHT = 760;
const TOP = 40;
const BOTTOM = 280;

/** Memory and handles over time as an SVG; the grey part is the warm-up. */
export function curve(
  /** @type {string} */ title,
  /** @type {import("./trend.mjs").Sample[]} */ samples,
  /** @type {number} */ warmUp,
) {
  const end = samples.at(-1).seconds;
  const most = Math.ceil(Math.max(...samples.map(({ rss, handles }) => Math.max(rss, handles))) / 100) * 100;
  const x = (/** @type {number} */ seconds) => LEFT + (seconds / end) * (RIGHT - LEFT);
  const y = (/** @type {number} */ value) => BOTTOM - (value / most) * (BOTTOM - TOP);
  const every = Math.ceil(samples.length / 300);
  const shown = samples.filter((_, n) => n % every === 0);
  const text = (/** @type {number} */ atX, /** @type {number} */ atY, /** @type {string} */ said, more = "") =>
    `<text x="${atX.toFixed(1)}" y="${atY.toFixed(1)}"${more}>${said}</text>`;
  const lines = LINES.map(({ of, name, colour }, n) => {
    const points = shown.map((sample) => `${x(sample.seconds).toFixed(1)},${y(sample[of]).toFixed(1)}`).join(" ");
    return `<polyline fill="none" stroke="${colour}" stroke-width="1.5" points="${points}"/>
${text(LEFT + 10 + n * 160, TOP - 8, name, ` fill="${colour}"`)}`;
  });
  const steps = [0, 0.25, 0.5, 0.75, 1];
  const grid = steps.map(
    (share) => `<line x1="${LEFT}" x2="${RIGHT}" y1="${y(most * share)}" y2="${y(most * share)}" stroke="#ddd"/>
${text(LEFT - 8, y(most * share) + 4, String(most * share), ' text-anchor="end"')}`,
  );
  const minutes = steps.map((share) =>
    text(x(end * share), BOTTOM + 18, `${((end * share) / 60).toFixed(1)} min`, ' text-anchor="middle"'),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">
<title>${title}</title>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
<rect x="${LEFT}" y="${TOP}" width="${(x(warmUp) - LEFT).toFixed(1)}" height="${BOTTOM - TOP}" fill="#f2f2f2"/>
${[...grid, ...minutes, ...lines, text(LEFT, 16, title)].join("\n")}
</svg>
`;
}

const LINES = /** @type {const} */ ([
  { of: "rss", name: "resident memory, MiB", colour: "#b3261e" },
  { of: "heap", name: "JavaScript heap, MiB", colour: "#1a56b0" },
  { of: "handles", name: "open files and sockets", colour: "#2e7d32" },
]);
