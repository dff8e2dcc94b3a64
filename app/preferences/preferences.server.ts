import * as z from "zod";

import { env } from "~/env.server";
import { rule } from "~/words/rules.server";
import { DEFAULTS, type Preferences } from "./preferences";

const secure = env.origin.startsWith("https:");
const NAME = secure ? "__Host-preferences" : "preferences";
const YEAR = 365 * 24 * 60 * 60;

/** The form of /preferences. Nobody needs to send all of it: what is missing stays as it is. */
export const preferencesInput = z.object({
  theme: z.enum(["system", "light", "dark"], rule("choice")).optional(),
  language: z.enum(["", "en", "de"], rule("choice")).optional(),
  keys: z.enum(["on", "off"], rule("choice")).optional(),
});

/** What the cookie of this request asks for. A value that we do not know counts as not said. */
export function preferencesOf(request: Pick<Request, "headers">): Preferences {
  const cookie = (request.headers.get("Cookie") ?? "").split("; ").find((pair) => pair.startsWith(`${NAME}=`));
  const said = new URLSearchParams(cookie?.slice(NAME.length + 1));
  const { theme, language, keys } = preferencesInput.shape;
  return {
    theme: theme.safeParse(said.get("theme")).data ?? DEFAULTS.theme,
    language: language.safeParse(said.get("language")).data || undefined,
    keys: keys.safeParse(said.get("keys")).data ?? DEFAULTS.keys,
  };
}

/** The cookie that keeps these choices for a year. */
export function preferencesCookie({ theme, language, keys }: Preferences): string {
  const value = new URLSearchParams({ theme, language: language ?? "", keys });
  return `${NAME}=${value}; Max-Age=${YEAR}; Path=/; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
}
