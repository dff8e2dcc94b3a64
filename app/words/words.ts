import { createContext, use } from "react";
import type { words as insights } from "./insights.en";
import type { words as keys } from "./keys.en";
import { isLanguage, type Language } from "./language";
import type { words as main } from "./main.en";
import type { words as settings } from "./settings.en";
import type { words as strangers } from "./strangers.en";
import type { words as trash } from "./trash.en";

/** All texts of the pages, by the part of the product that needs them; a browser fetches a part when it comes to it. */
export interface Words {
  /** On every page: the frame, the list and its tasks, and what went wrong. */
  main: typeof main;
  /** The start page, and the ways in. */
  strangers: typeof strangers;
  /** How an account stands, and how it is changed. */
  settings: typeof settings;
  trash: typeof trash;
  insights: typeof insights;
  /** The keyboard and the palette, which come after the page. */
  keys: typeof keys;
}
export type Area = keyof Words;
export const AREAS: Area[] = ["main", "strangers", "settings", "trash", "insights", "keys"];

type Chunks = { [A in Area]: () => Promise<{ words: Words[A] }> };

/** The server has them all at hand, see `words.server.ts`. */
const CHUNKS: Record<Language, Chunks> | undefined = import.meta.env.SSR
  ? undefined
  : {
      en: {
        main: () => import("./main.en"),
        strangers: () => import("./strangers.en"),
        settings: () => import("./settings.en"),
        trash: () => import("./trash.en"),
        insights: () => import("./insights.en"),
        keys: () => import("./keys.en"),
      },
      de: {
        main: () => import("./main.de"),
        strangers: () => import("./strangers.de"),
        settings: () => import("./settings.de"),
        trash: () => import("./trash.de"),
        insights: () => import("./insights.de"),
        keys: () => import("./keys.de"),
      },
    };

const ready: Partial<Words> = {};
const coming = new Map<Area, Promise<void>>();

/** Fetches a part of the texts, in the language of the document. */
export function loadWords(area: Area): Promise<void> {
  const known = coming.get(area);
  if (known) return known;
  const { lang } = document.documentElement;
  const load = CHUNKS![isLanguage(lang) ? lang : "en"][area];
  const fetched = load().then(
    ({ words }) => void Object.assign(ready, { [area]: words }),
    (error) => {
      coming.delete(area); // perhaps it is there next time
      throw error;
    },
  );
  coming.set(area, fetched);
  return fetched;
}

function wordsInBrowser<A extends Area>(area: A): Words[A] {
  if (!ready[area]) use(loadWords(area));
  return ready[area]!;
}

/** Gives a part of the texts. The server puts its own in place, in the language of the request. */
export const WordsContext = createContext<<A extends Area>(area: A) => Words[A]>(wordsInBrowser);

/** A part of the texts, in the language of the page. */
export function useWords<A extends Area = "main">(area: A = "main" as A): Words[A] {
  return use(WordsContext)(area);
}
