/** The text format of Prometheus, version 0.0.4. */
export const CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/** What labels are called, in the order in which their values are given. */
type Names = readonly string[];

interface Metric {
  help: string;
  type: "counter" | "gauge" | "histogram";
  lines(): string[];
}

const metrics = new Map<string, Metric>();

/** A number that only grows. Returns what adds to it, for a set of label values. */
export function counter(name: string, help: string, names: Names) {
  const sums = new Map<string, number>();
  metrics.set(name, { help, type: "counter", lines: () => [...sums].map(([key, sum]) => line(name, key, sum)) });
  return (values: Names, by = 1): void => {
    const key = pairs(names, values);
    sums.set(key, (sums.get(key) ?? 0) + by);
  };
}

/** A number that goes up and down, or that somebody else counts: it is asked for when it is looked at. */
export function gauge(
  name: string,
  help: string,
  read: () => number | [values: Names, value: number][],
  { names = [], type = "gauge" }: { names?: Names; type?: "gauge" | "counter" } = {},
): void {
  const lines = () => {
    const now = read();
    const all: [Names, number][] = typeof now === "number" ? [[[], now]] : now;
    return all.map(([values, value]) => line(name, pairs(names, values), value));
  };
  metrics.set(name, { help, type, lines });
}

interface Distribution {
  /** How many fell into each bucket, and into none of the lower ones. */
  counts: number[];
  sum: number;
}

/** How values are distributed over buckets, whose upper bounds are given in order. Returns what observes one. */
export function histogram(name: string, help: string, names: Names, bounds: readonly number[]) {
  const all = new Map<string, Distribution>();
  const lines = () =>
    [...all].flatMap(([key, { counts, sum }]) => {
      let below = 0;
      const buckets = counts.map((count, i) => {
        below += count;
        return line(`${name}_bucket`, join(key, `le="${bounds[i] ?? "+Inf"}"`), below);
      });
      return [...buckets, line(`${name}_sum`, key, sum), line(`${name}_count`, key, below)];
    });
  metrics.set(name, { help, type: "histogram", lines });
  return (values: Names, value: number): void => {
    const key = pairs(names, values);
    const one = all.get(key) ?? { counts: Array<number>(bounds.length + 1).fill(0), sum: 0 };
    all.set(key, one);
    const bucket = bounds.findIndex((bound) => value <= bound);
    one.counts[bucket < 0 ? bounds.length : bucket]! += 1;
    one.sum += value;
  };
}

/** Everything that is measured, as it is now. */
export function exposition(): string {
  return [...metrics]
    .flatMap(([name, { help, type, lines }]) => [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines()])
    .join("\n")
    .concat("\n");
}

const join = (...parts: string[]) => parts.filter(Boolean).join(",");
const line = (name: string, key: string, value: number) => `${name}${key && `{${key}}`} ${value}`;
const pairs = (names: Names, values: Names) => names.map((name, i) => `${name}="${escaped(values[i]!)}"`).join(",");
const escaped = (value: string) => value.replace(/[\\"\n]/g, (sign) => (sign === "\n" ? "\\n" : `\\${sign}`));
