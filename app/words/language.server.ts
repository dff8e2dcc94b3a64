import { preferencesOf } from "~/preferences/preferences.server";
import { isLanguage, type Language } from "./language";

/** Anything that came with the headers of a request. */
export interface Asked {
  headers: Headers;
}

/** The language to answer in: the one that was chosen, else the one that the browser asks for first, else English. */
export function languageOf(request: Asked): Language {
  return preferencesOf(request).language ?? preferred(request.headers.get("Accept-Language") ?? "") ?? "en";
}

/** Of RFC 9110's list, 12.5.4, the language with the highest weight that we have; `de-AT` is content with `de`. */
function preferred(list: string): Language | undefined {
  return list
    .slice(0, 500)
    .split(",")
    .map((range) => {
      const [tag = "", ...parameters] = range.split(";").map((part) => part.trim());
      const weight = Number(parameters.find((each) => /^q=/i.test(each))?.slice(2) ?? 1) || 0;
      return { name: tag.split("-", 1)[0]!.toLowerCase(), weight };
    })
    .sort((one, other) => other.weight - one.weight)
    .find((each): each is { name: Language; weight: number } => isLanguage(each.name) && each.weight > 0)?.name;
}
