import { type MouseEvent, useEffect, useRef } from "react";
import { useWords } from "~/words/words";
import type { Refusal } from "./refusal";

interface Props {
  refusal: Refusal | null | undefined;
  title?: string;
  /** Ids of the fields, by their names, where they differ. */
  ids?: Record<string, string>;
}

/** All that is wrong with a form, in one place that takes focus; each line leads to its field. */
export function ErrorSummary({ refusal, title, ids = {} }: Props) {
  const { refused } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const errors = Object.entries(refusal?.errors ?? {});
  const shown = Boolean(refusal?.formError) || errors.length > 0;
  useEffect(() => {
    if (shown && refusal) box.current?.focus();
  }, [shown, refusal]);
  if (!shown) return null;

  return (
    // biome-ignore lint/a11y/noAutofocus: what went wrong comes first, and without scripts this is how.
    <div ref={box} role="alert" tabIndex={-1} autoFocus className="notice notice-bad">
      <h2>{title ?? refused}</h2>
      {refusal?.formError && <p>{refusal.formError}</p>}
      {errors.length > 0 && (
        <ul>
          {errors.map(([field, message]) => (
            <li key={field}>
              <a href={`#${ids[field] ?? field}`} className="link" onClick={toField}>
                {message}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Goes to the field without a navigation, which would take the errors off the page. */
function toField(event: MouseEvent<HTMLAnchorElement>): void {
  const field = document.getElementById(event.currentTarget.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.focus();
}
