import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

/** The least contrast that each colour has with what it is written or drawn on. */
const LEAST: Record<string, number> = {
  ink: 7,
  "ink-soft": 7,
  "accent-text": 7,
  good: 7,
  warn: 7,
  bad: 7,
  "ink-faint": 4.5,
  accent: 4.5,
  edge: 3,
};
const SHEETS = ["paper", "paper-raised", "wash"];
/** What words in accent-ink are written on. */
const FILLS = ["accent-text", "bad"];
const THEMES = ["light", "dark"] as const;

type Token = Record<(typeof THEMES)[number], number> & { noted: string | undefined };

const css = readFileSync("app/ui/theme.css", "utf8");
const tokens = Object.fromEntries(
  [...css.matchAll(/--color-([a-z-]+): light-dark\(oklch\((.+?)\), oklch\((.+?)\)\);(?: \/\* (.+?) \*\/)?/g)].map(
    ([, name, light, dark, noted]): [string, Token] => [
      name!,
      { light: luminance(light!), dark: luminance(dark!), noted },
    ],
  ),
);

describe("the colours [UI-063]", () => {
  test("are all read here, so that none goes unmeasured", () => {
    const written = [...css.matchAll(/--color-([a-z-]+):/g)].map(([, name]) => name);
    expect(Object.keys(tokens)).toEqual(written);
    expect(written).toEqual(expect.arrayContaining([...Object.keys(LEAST), ...SHEETS]));
  });

  test.each(THEMES)("are read with ease, in %s", (theme) => {
    const weak = Object.entries(LEAST).flatMap(([name, least]) =>
      SHEETS.map((sheet) => ({ name, sheet, contrast: contrast(theme, name, sheet) })).filter(
        ({ contrast }) => contrast < least,
      ),
    );
    expect(weak).toEqual([]);
    for (const fill of FILLS) expect(contrast(theme, "accent-ink", fill)).toBeGreaterThanOrEqual(7);
  });

  test.each(Object.keys(LEAST))("%s stands with the figures that it has", (name) =>
    expect(tokens[name]!.noted).toBe(figures(name, SHEETS)),
  );

  test("accent-ink stands with those on what is filled", () =>
    expect(tokens["accent-ink"]!.noted).toBe(figures("accent-ink", FILLS)));
});

function figures(name: string, sheets: string[]): string {
  return THEMES.map((theme) => sheets.map((sheet) => contrast(theme, name, sheet).toFixed(1)).join(" · ")).join(" | ");
}

/** WCAG's contrast of two colours, in one theme. */
function contrast(theme: (typeof THEMES)[number], one: string, other: string): number {
  const [dim, bright] = [tokens[one]![theme], tokens[other]![theme]].sort((a, b) => a - b);
  return (bright! + 0.05) / (dim! + 0.05);
}

/** The relative luminance of an OKLCH colour, as far as a screen of sRGB shows it. */
function luminance(oklch: string): number {
  const [lightness, chroma, hue] = oklch.split(" ").map(Number) as [number, number, number];
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const shown = (light: number) => Math.min(1, Math.max(0, light));
  return (
    0.2126 * shown(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s) +
    0.7152 * shown(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s) +
    0.0722 * shown(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)
  );
}
