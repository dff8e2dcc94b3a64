import { type ComponentProps, useLayoutEffect, useState } from "react";

/**
 * A field of several lines. React, when it takes a page over, puts the first text back into one; what was typed before
 * the scripts came stays in this one, and the caret where it was.
 */
export function TextArea({ id, ...rest }: ComponentProps<"textarea"> & { id: string }) {
  const [before] = useState(() => stateOf(id));
  useLayoutEffect(() => {
    const area = document.getElementById(id);
    // Another element is another page's: nobody has typed into this one yet.
    if (!before || area !== before.area) return;
    if (before.area.value !== before.value) before.area.value = before.value;
    if (document.activeElement === area) before.area.setSelectionRange(before.start, before.end);
  }, [id, before]);
  return <textarea id={id} {...rest} />;
}

/** What stands in the field of the page that is being taken over. */
function stateOf(id: string) {
  if (typeof document === "undefined") return undefined;
  const area = document.getElementById(id);
  if (!(area instanceof HTMLTextAreaElement)) return undefined;
  const { value, selectionStart: start, selectionEnd: end } = area;
  return { area, value, start, end };
}
