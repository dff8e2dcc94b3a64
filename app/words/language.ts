/** The languages that the pages speak, each by its own name. */
export const LANGUAGES = { en: "English", de: "Deutsch" } as const;

export type Language = keyof typeof LANGUAGES;

/** Whether a text names one of them. */
export const isLanguage = (name: string | null | undefined): name is Language =>
  typeof name === "string" && Object.hasOwn(LANGUAGES, name);
