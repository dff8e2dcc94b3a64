import { say } from "~/words/say";

const BROWSERS: [name: string, sign: RegExp][] = [
  // Each of these says that it is Chrome or Safari, too.
  ["Edge", /\bEdg(e|A|iOS)?\//],
  ["Opera", /\bOPR\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(Firefox|FxiOS)\//],
  ["Chrome", /\b(Chrome|CriOS|HeadlessChrome|Chromium)\//],
  ["Safari", /\bVersion\/[\d.]+ .*Safari\//],
  ["curl", /^curl\//],
  ["Node.js", /^(node|undici)\b/],
];

const SYSTEMS: [name: string, sign: RegExp][] = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Windows", /\bWindows\b/],
  ["Mac", /\bMac(intosh| OS X)\b/],
  ["Linux", /\b(Linux|X11)\b/],
];

/** How devices are called; a browser or system that is not named here is called by its name. */
export interface DeviceWords {
  names: Record<string, string>;
  browser: string;
  unknown: string;
  on: string;
}

/** What a User-Agent says of itself, in words to recognise it by: "Firefox on Linux". Anybody may say anything. */
export function deviceOf(userAgent: string | null, words: DeviceWords): string {
  const named = (list: typeof BROWSERS) => list.find(([, sign]) => sign.test(userAgent ?? ""))?.[0];
  const called = (name: string) => words.names[name] ?? name;
  const browser = named(BROWSERS);
  const system = named(SYSTEMS);
  if (!browser && !system) return words.unknown;
  const name = browser ? called(browser) : words.browser;
  return system ? say(words.on, { browser: name, system: called(system) }) : name;
}
