import { type ComponentType, useEffect, useState } from "react";

import { Icon } from "~/ui/icon";
import { whenIdle } from "~/ui/when-idle";
import { loadWords, useWords } from "~/words/words";

/** The keyboard of somebody who is signed in: it comes after the page, which works without it. */
export function Keys({ who }: { who: string }) {
  const [Hands, take] = useState<ComponentType<{ who: string }>>();
  useEffect(
    () =>
      whenIdle(() => {
        Promise.all([import("./hands"), loadWords("keys")])
          .then(([hands]) => take(() => hands.default))
          .catch(() => {}); // the page does without
      }),
    [],
  );
  return Hands && <Hands who={who} />;
}

/** The palette for who has a mouse or a thumb; where there are no scripts there is no palette. */
export function PaletteButton() {
  const { jump } = useWords().tasks;
  return (
    <button
      type="button"
      className="palette-button needs-script"
      data-palette=""
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
    >
      <Icon name="search" />
      <span className="palette-name">{jump}</span>
      <span className="key" aria-hidden="true" />
    </button>
  );
}
