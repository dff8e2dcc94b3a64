import { existsSync, readdirSync } from "node:fs";

import * as insightsDe from "./insights.de";
import * as insightsEn from "./insights.en";
import * as keysDe from "./keys.de";
import * as keysEn from "./keys.en";
import type { Language } from "./language";
import { type Asked, languageOf } from "./language.server";
import * as mainDe from "./main.de";
import * as mainEn from "./main.en";
import { messages as messagesDe } from "./messages.de.server";
import { type Messages, messages as messagesEn } from "./messages.en.server";
import { counted } from "./say";
import * as settingsDe from "./settings.de";
import * as settingsEn from "./settings.en";
import * as strangersDe from "./strangers.de";
import * as strangersEn from "./strangers.en";
import * as trashDe from "./trash.de";
import * as trashEn from "./trash.en";
import type { Area, Words } from "./words";

const WORDS: Record<Language, Words> = {
  en: {
    main: mainEn.words,
    strangers: strangersEn.words,
    settings: settingsEn.words,
    trash: trashEn.words,
    insights: insightsEn.words,
    keys: keysEn.words,
  },
  de: {
    main: mainDe.words,
    strangers: strangersDe.words,
    settings: settingsDe.words,
    trash: trashDe.words,
    insights: insightsDe.words,
    keys: keysDe.words,
  },
};
const MESSAGES: Record<Language, Messages> = { en: messagesEn, de: messagesDe };

/** The texts of the pages in a language. */
export const wordsIn = (language: Language): Words => WORDS[language];

/** What the server says to programs. */
export const english: Messages = messagesEn;

/** What the server itself says to who sent this request: refusals, messages, mails. */
export const messagesFor = (request: Asked): Messages => MESSAGES[languageOf(request)];

/** The words for a code that came in a cookie; none for one that we do not know. */
export function flashText(request: Asked, code: string | null, count: number): string | undefined {
  const { flash, locale } = messagesFor(request);
  if (!code || !Object.hasOwn(flash, code)) return undefined;
  const words = flash[code as keyof typeof flash];
  return typeof words === "string" ? words : counted(locale, words, count);
}

/** How long to wait, in words: seconds as long as one would count them. */
export function waitIn({ locale, seconds, minutes }: Messages, wait: number): string {
  return wait < 90 ? counted(locale, seconds, wait) : counted(locale, minutes, Math.ceil(wait / 60));
}

/** Where the browser gets a part of the texts; undefined where nothing has been built. */
export function addressOfWords(language: Language, area: Area): string | undefined {
  if (import.meta.env.DEV) return `/app/words/${area}.${language}.ts`;
  const name = built.find((each) => each.startsWith(`${area}.${language}-`));
  return name && `/assets/${name}`;
}

const FOLDER = "build/client/assets";
const built = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith(".js")) : [];
