import { type FormEvent, useEffect, useRef, useState } from "react";
import type { FetcherWithComponents } from "react-router";

import { ErrorSummary } from "~/ui/error-summary";
import { FieldError } from "~/ui/field";
import { Icon } from "~/ui/icon";
import type { Refusal } from "~/ui/refusal";
import { useSlow } from "~/ui/slow";
import { useWords } from "~/words/words";
import { Tick } from "./tick";

interface Props {
  /** The page that it stands on, which takes the post. */
  action: string;
  /** Of this form as it is rendered: sent twice, it makes one task. */
  formKey: string;
  adding: FetcherWithComponents<unknown>;
  refusal: Refusal | null | undefined;
  /** Whether a new task comes to stand at the top of this list. */
  onTop: boolean;
  focused: boolean;
}

/** The list's first line, on which the next task is written. */
export function QuickAdd({ action, formKey, adding, refusal, onTop, focused }: Props) {
  const { errors, tasks: words } = useWords();
  const field = useRef<HTMLInputElement>(null);
  const sent = useRef("");
  const busy = adding.state !== "idle";
  // The second of two clicks comes before the page has been drawn anew.
  const sending = useRef(false);
  // What was refused or did not get through while the next words were being written.
  const [dealt, deal] = useState({ with: refusal, left: "" });
  const left = dealt.with === refusal ? dealt.left : "";
  const title = adding.formData?.get("title");
  const error = left ? undefined : refusal?.errors?.title;

  useEffect(() => {
    // The words went when they were sent; refused, they come back, unless the next ones stand there already.
    const words = refusal?.values?.title ?? sent.current;
    const left = refusal && field.current?.value && field.current.value !== words ? words : "";
    deal({ with: refusal, left });
    if (!refusal || field.current?.value !== "") return;
    field.current.value = words;
    field.current.dispatchEvent(new Event("input", { bubbles: true })); // a draft again
  }, [refusal]);

  useEffect(() => {
    if (!busy) sending.current = false;
  }, [busy]);

  function send(words: string) {
    sending.current = true;
    sent.current = words;
    adding.submit({ title: words, form_key: formKey, stay: "true" }, { method: "post", action });
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy || sending.current || !field.current) return;
    send(field.current.value);
    field.current.value = "";
    field.current.focus();
  }

  return (
    <>
      {dealt.with === refusal && !left && <ErrorSummary refusal={refusal} title={words.notAdded} />}
      <form
        method="post"
        action={action}
        data-draft="quick-add"
        noValidate
        onSubmit={onSubmit}
        aria-busy={useSlow(busy) || undefined}
      >
        <input type="hidden" name="form_key" value={formKey} />
        <div className="quick-add" data-refused={error ? "" : undefined}>
          <label htmlFor="title">
            <Icon name="add" />
            <span className="sr-only">{words.newTask}</span>
          </label>
          <input
            ref={field}
            id="title"
            name="title"
            dir="auto"
            required
            placeholder={words.add}
            autoComplete="off"
            enterKeyHint="done"
            // biome-ignore lint/a11y/noAutofocus: only straight after adding, for the next one.
            autoFocus={focused}
            defaultValue={refusal?.values?.title}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? "title-error" : undefined}
          />
          <button type="submit" className="button button-quiet">
            {words.addButton}
          </button>
        </div>
        {error && (
          <div className="quick-add-error">
            <FieldError name="title">{error}</FieldError>
          </div>
        )}
      </form>
      {left && !busy && (
        <div className="row row-new">
          <span className="tick">
            <Tick />
          </span>
          <div className="row-words">
            <p className="row-link" dir="auto">
              {left}
            </p>
            <p role="alert" className="row-failure">
              {refusal?.errors?.title ?? refusal?.formError}
            </p>
          </div>
          <button type="button" className="button button-quiet" onClick={() => send(left)}>
            {errors.tryAgain}
          </button>
        </div>
      )}
      {onTop && typeof title === "string" && title.trim() && (
        <div className="row row-new" aria-hidden="true">
          <span className="tick">
            <Tick />
          </span>
          <div className="row-words">
            <p className="row-link" dir="auto">
              {title.trim()}
            </p>
            <p className="row-meta">{words.adding}</p>
          </div>
        </div>
      )}
    </>
  );
}
