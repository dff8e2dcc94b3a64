import { createContext, useContext } from "react";
import { useRouteLoaderData } from "react-router";

/** How somebody wants the pages to be, whoever signs in with this browser. */
export interface Preferences {
  theme: "system" | "light" | "dark";
  /** Undefined goes by what the browser asks for. */
  language: "en" | "de" | undefined;
  /** Whether single keys do something, with scripts. */
  keys: "on" | "off";
}

export const DEFAULTS: Preferences = { theme: "system", language: undefined, keys: "on" };

/** What the request being rendered asks for; on a page that failed before the root's loader it is all there is. */
export const PreferencesContext = createContext<Preferences | undefined>(undefined);

/** The choices of the browser at hand. */
export function usePreferences(): Preferences {
  const loaded = useRouteLoaderData<{ preferences: Preferences }>("root")?.preferences;
  const rendered = useContext(PreferencesContext);
  return loaded ?? rendered ?? asRendered();
}

/** In the browser, on such a page: what the server made of it. */
function asRendered(): Preferences {
  const { theme } = document.documentElement.dataset;
  return { ...DEFAULTS, theme: theme === "light" || theme === "dark" ? theme : "system" };
}
