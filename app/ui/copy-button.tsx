import { type ReactNode, useEffect, useState } from "react";
import { useWords } from "~/words/words";

/** Puts `text` on the clipboard and says so. Only where scripts can: elsewhere one marks the text by hand. */
export function CopyButton({ text, children }: { text: string; children: ReactNode }) {
  const { copied, notCopied } = useWords();
  const [can, setCan] = useState(false);
  const [said, say] = useState("");
  useEffect(() => setCan(Boolean(navigator.clipboard)), []);
  if (!can) return null;

  async function copy() {
    say(
      await navigator.clipboard.writeText(text).then(
        () => copied,
        () => notCopied,
      ),
    );
  }

  return (
    <>
      <button type="button" className="button button-plain" onClick={copy}>
        {children}
      </button>
      <span role="status" className="text-secondary text-ink-soft">
        {said}
      </span>
    </>
  );
}
