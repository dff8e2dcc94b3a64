import { type ChangeEvent, type ReactNode, useEffect, useRef } from "react";
import { Form, useSubmit } from "react-router";

import { Icon } from "~/ui/icon";
import { useWords } from "~/words/words";

interface Props {
  q: string | undefined;
  label: string;
  /** What else the list's address says, as hidden fields. */
  children?: ReactNode;
}

/** Long enough to type on, short enough not to wait. */
const PAUSE_MS = 250;

/** Narrows a list to what has these words; with scripts while they are typed. */
export function SearchForm({ q = "", label, children }: Props) {
  const { search } = useWords().tasks;
  const submit = useSubmit();
  const field = useRef<HTMLInputElement>(null);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(pause.current), []);
  useEffect(() => {
    // The words changed by a link or by going back, not by typing.
    if (field.current && document.activeElement !== field.current) field.current.value = q;
  }, [q]);

  function onChange({ currentTarget: { form } }: ChangeEvent<HTMLInputElement>) {
    clearTimeout(pause.current);
    pause.current = setTimeout(() => submit(form, { replace: true, preventScrollReset: true }), PAUSE_MS);
  }

  return (
    <Form role="search" className="search" replace preventScrollReset onSubmit={() => clearTimeout(pause.current)}>
      {children}
      <label htmlFor="q">
        <Icon name="search" />
        <span className="sr-only">{label}</span>
      </label>
      <input
        ref={field}
        id="q"
        name="q"
        type="search"
        dir="auto"
        defaultValue={q}
        placeholder={search}
        autoComplete="off"
        enterKeyHint="search"
        onChange={onChange}
      />
      <button type="submit" className="button button-quiet without-script">
        {search}
      </button>
    </Form>
  );
}
