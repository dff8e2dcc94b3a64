const SINGLE = new Set("nq/jkxe#u?");

/** Where `g` and then a letter goes. */
export const PLACES: Record<string, string> = {
  t: "/tasks",
  p: "/tasks?status=pending",
  d: "/tasks?status=done",
  s: "/settings",
  x: "/trash",
  i: "/insights",
};

const SEQUENCE_MS = 1500;
const APPLE = typeof navigator !== "undefined" && /^(Mac|iP)/.test(navigator.platform);

/** How the keys for the palette are written on this machine. */
export const PALETTE_KEYS = APPLE ? "⌘ K" : "Ctrl K";

/**
 * Reads what a key asks for: a single key, `g` with its letter, or "palette". Where something is being written, or while
 * a dialog is open, letters are letters.
 */
export function keyReader(singleKeys: boolean): (event: KeyboardEvent) => string | undefined {
  let afterG = Number.NEGATIVE_INFINITY;
  return (event) => {
    // 229 is a key that an input method has taken for itself; some browsers do not say isComposing with it.
    if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return undefined;
    if (document.querySelector("dialog[open]")) return undefined;
    const { key, timeStamp } = event;
    if (key === "k" && (APPLE ? event.metaKey : event.ctrlKey) && !event.altKey && !event.shiftKey && !event.repeat)
      return "palette";

    // Some keyboards have # and / only together with AltGr, which comes along as Ctrl and Alt.
    const held = event.ctrlKey || event.metaKey || event.altKey;
    if (!singleKeys || writes(event.target) || (held && !event.getModifierState("AltGraph"))) return undefined;
    if (event.repeat && key !== "j" && key !== "k") return undefined;
    if (key === "Shift") return undefined;
    const afterward = timeStamp - afterG < SEQUENCE_MS;
    afterG = key === "g" ? timeStamp : Number.NEGATIVE_INFINITY;
    if (afterward) return Object.hasOwn(PLACES, key) ? `g ${key}` : undefined;
    return SINGLE.has(key) ? key : undefined;
  };
}

const WRITES = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select";

function writes(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches(WRITES));
}
