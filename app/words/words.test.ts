import { describe, expect, test } from "vitest";

import { dateIn } from "./dates";
import { isolated } from "./isolated";
import { languageOf } from "./language.server";
import { rule, ruleIn } from "./rules.server";
import { counted, numberIn, say } from "./say";

const asked = (headers: Record<string, string>) => languageOf({ headers: new Headers(headers) });

/** Each text of a module by its place, and its gaps. */
function gapsOf(value: unknown, place = ""): [place: string, gaps: string[]][] {
  if (typeof value === "string") return [[place, [...new Set(value.match(/\{\w+\}/g))].sort()]];
  const plural = typeof (value as { other?: unknown }).other === "string";
  // Languages have different plural forms, and one of few may leave the number out.
  const entries = Object.entries(value as object).filter(([key]) => !plural || key === "other");
  return entries.flatMap(([key, inner]) => gapsOf(inner, `${place}.${key}`));
}

const modules = import.meta.glob<Record<string, unknown>>("./*.{en,de}*.ts", { eager: true });
const english = Object.keys(modules).filter((name) => /\.en(\.server)?\.ts$/.test(name));

describe("the language of a request [UI-051]", () => {
  test.each([
    [{}, "en"],
    [{ "Accept-Language": "de" }, "de"],
    [{ "Accept-Language": "de-AT,de;q=0.9,en;q=0.8" }, "de"],
    [{ "Accept-Language": "en;q=0.2, DE;q=0.7" }, "de"],
    [{ "Accept-Language": "fr, de;q=0.5, en;q=0.9" }, "en"],
    [{ "Accept-Language": "de;q=0, fr" }, "en"],
    [{ "Accept-Language": "*, de;q=oops, constructor" }, "en"],
    [{ "Accept-Language": "de", Cookie: "preferences=theme=dark&language=en&keys=on" }, "en"],
    [{ Cookie: "session=a; preferences=theme=system&language=de&keys=on; flash=b" }, "de"],
    [{ "Accept-Language": "de", Cookie: "preferences=theme=system&language=&keys=on" }, "de"],
    [{ Cookie: "preferences=language=fr" }, "en"],
    [{ Cookie: "other=1; language=de" }, "en"],
  ])("%j is answered in %s", (headers, language) => {
    expect(asked(headers as Record<string, string>)).toBe(language);
  });
});

describe("every language", () => {
  test.each(english)("%s has the same texts with the same gaps [UI-052]", (name) => {
    const { [name]: here, [name.replace(".en.", ".de.")]: there } = modules;
    expect(Object.keys(there!)).toEqual(Object.keys(here!));
    for (const key of Object.keys(here!)) expect(gapsOf(there![key])).toEqual(gapsOf(here![key]));
  });

  test("has its own plural forms, numbers and dates [UI-053]", () => {
    const tasks = { one: "{n} Aufgabe", other: "{n} Aufgaben" };
    expect([0, 1, 2, 1234.5].map((n) => counted("de-DE", tasks, n))).toEqual([
      "0 Aufgaben",
      "1 Aufgabe",
      "2 Aufgaben",
      "1.234,5 Aufgaben",
    ]);
    const polish = { one: "{n} plik", few: "{n} pliki", many: "{n} plików", other: "{n} pliku" };
    expect([1, 3, 5, 22].map((n) => counted("pl", polish, n))).toEqual(["1 plik", "3 pliki", "5 plików", "22 pliki"]);

    const at = "2026-03-05T14:05:09.000Z";
    for (const locale of ["en-GB", "de-DE"]) {
      for (const n of [0, 7, 999, 1000, 12_345, 1_234_567, -1234])
        expect(numberIn(locale, n)).toBe(new Intl.NumberFormat(locale).format(n));
      for (const n of [0, 1, 2, 11, 21, 101])
        expect(counted(locale, { one: "one", other: "other" }, n)).toBe(new Intl.PluralRules(locale).select(n));
      for (let month = 0; month < 12; month++) {
        const moment = new Date(Date.UTC(2026, month, 28, 23, 59));
        const day = { day: "numeric", month: "short", timeZone: "UTC" } as const;
        const [here, elsewhen] = [day, { ...day, year: "numeric" } as const].map((options) =>
          new Intl.DateTimeFormat(locale, options).format(moment),
        );
        expect(dateIn(locale, moment.toISOString())).toBe(here);
        expect(dateIn(locale, moment.toISOString(), { year: 2025 })).toBe(elsewhen);
      }
    }
    expect(dateIn("en-GB", at, { year: 2026 })).toBe("5 Mar");
    expect(dateIn("en-GB", at, { year: 2027 })).toBe("5 Mar 2026");
    expect(dateIn("en-GB", at, { exact: true, year: 2026 })).toBe("5 Mar, 14:05 UTC");
    expect(dateIn("de-DE", at, { year: 2026 })).toBe("5. März");
    expect(dateIn("de-DE", at, { exact: true, year: 2025 })).toBe("5. März 2026, 14:05 UTC");
  });

  test("says a schema's rule in its own words; the API's stay as they are [UI-056]", () => {
    const sentence = rule("tooLong", { max: 2000 });
    expect(sentence).toBe("must have at most 2,000 characters");
    expect(ruleIn("en", "en-GB", sentence)).toBe(sentence);
    expect(ruleIn("de", "de-DE", sentence)).toBe("darf höchstens 2.000 Zeichen haben");
    expect(ruleIn("de", "de-DE", "must be something else")).toBe("must be something else");
  });
});

describe("what people write", () => {
  test("keeps its direction where no element can hold it [UI-055]", () => {
    expect(isolated("Buy milk")).toBe("Buy milk");
    expect(isolated("شراء الحليب")).toBe("\u2068شراء الحليب\u2069");
    expect(isolated("\u202eevil")).toBe("\u2068\u202eevil\u2069");
  });

  test("is not looked at for gaps", () => {
    expect(say("Delete {title}", { title: "{title} $& $1" })).toBe("Delete {title} $& $1");
  });
});
