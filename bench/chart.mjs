// Charts as SVG: bars that lie, each with a whisker from the least to the most.

const WIDTH = 760;
const LEFT = 210;
const RIGHT = 570;
const ROW = 24;
const HEAD = 40;
const TOP = 64;

/** GitHub shows pictures on white and on black; a picture with its own ground is readable on either. */
const STYLE = `
.ground { fill: #ffffff; } .title { fill: #1f2328; font-weight: 600; font-size: 15px; } .text { fill: #1f2328; }
.faint { fill: #59636e; } .bar { fill: #b6c2d1; } .ours { fill: #2f6f4f; } .whisker { stroke: #1f2328; } .limit { stroke: #c2410c; }
.said { fill: #c2410c; }
@media (prefers-color-scheme: dark) {
.ground { fill: #0d1117; } .title, .text { fill: #f0f6fc; } .faint { fill: #9198a1; } .bar { fill: #4b5766; } .ours { fill: #5fbf8f; }
.whisker { stroke: #f0f6fc; } .limit { stroke: #ff9d5c; } .said { fill: #ff9d5c; }
}`;

/**
 * @typedef {object} Bar
 * @property {string} name
 * @property {number} median
 * @property {number} least
 * @property {number} most
 * @property {boolean} [ours] The product's own.
 */

/**
 * @typedef {object} Group
 * @property {string} title
 * @property {string} unit Behind each number; "x" for a ratio.
 * @property {number} [limit] The goal, drawn as a line.
 * @property {Bar[]} bars
 */

/** A picture of groups of bars, each group to a scale of its own. */
export function chart(/** @type {{ title: string, groups: Group[] }} */ { title, groups }) {
  const heights = groups.map(({ bars }) => HEAD + bars.length * ROW);
  const height = TOP + heights.reduce((sum, one) => sum + one, 0);
  let y = TOP - 12;
  const drawn = groups.map((group, n) => {
    const one = drawGroup(group, y);
    y += heights[n];
    return one;
  });
  const told = groups.map(
    (group) => `${group.title}: ${group.bars.map((bar) => `${bar.name} ${range(bar, group.unit)}`).join(", ")}.`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="t d" font-family="system-ui, -apple-system, 'Segoe UI', sans-serif" font-size="13">
<title id="t">${escaped(title)}</title>
<desc id="d">${escaped(told.join(" "))}</desc>
<style>${STYLE}
</style>
<rect class="ground" width="${WIDTH}" height="${height}" rx="8"/>
<text class="title" x="20" y="30">${escaped(title)}</text>
${drawn.join("\n")}
</svg>
`;
}

function drawGroup({ title, unit, limit, bars }, top) {
  const most = Math.max(...bars.map(({ median }) => median * 1.25), (limit ?? 0) * 1.1);
  const x = (value) => (LEFT + (Math.min(value, most) / most) * (RIGHT - LEFT)).toFixed(1);
  const rows = bars.map((bar, n) => {
    const y = top + HEAD - 10 + n * ROW;
    const middle = y + ROW / 2 - 3;
    return `<text class="text" x="${LEFT - 10}" y="${middle + 4}" text-anchor="end">${escaped(bar.name)}</text>
<rect class="${bar.ours ? "ours" : "bar"}" x="${LEFT}" y="${y}" width="${(x(bar.median) - LEFT).toFixed(1)}" height="${ROW - 6}" rx="2"/>
<path class="whisker" d="M${x(bar.least)} ${middle}H${x(bar.most)}M${x(bar.least)} ${middle - 4}v8M${x(bar.most)} ${middle - 4}v8"/>
<text class="text" x="${WIDTH - 20}" y="${middle + 4}" text-anchor="end">${escaped(range(bar, unit))}</text>`;
  });
  const goal =
    limit === undefined
      ? ""
      : `
<path class="limit" stroke-dasharray="4 3" d="M${x(limit)} ${top + HEAD - 14}v${bars.length * ROW + 2}"/>
<text class="said" x="${WIDTH - 20}" y="${top + 18}" text-anchor="end">goal: at most ${figure(limit, unit)}</text>`;
  return `<text class="faint" x="20" y="${top + 18}">${escaped(title)}</text>
${rows.join("\n")}${goal}`;
}

/** "0.83 (0.77–1.64)" */
export function range({ median, least, most }, unit) {
  if (least === most) return figure(median, unit);
  return `${figure(median, unit)} (${figure(least, "")}–${figure(most, "")})`;
}

/** A number with as many digits as mean something. */
export function figure(value, unit) {
  const digits = value < 10 && !Number.isInteger(value) ? 2 : 0;
  const number = value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return unit === "" || unit === "x" ? number : `${number} ${unit}`;
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
