import { type ComponentProps, useEffect, useRef, useState } from "react";

import { Field } from "./field";

interface Props extends ComponentProps<"input"> {
  name?: string;
  label?: string;
  hint?: string;
  error?: string;
  /** The last answer to the form: a password that was refused is typed anew, with and without scripts. */
  answer: unknown;
}

/** A password, which can be looked at where there are scripts. */
export function PasswordField({ name = "password", label = "Password", hint, error, answer, ...input }: Props) {
  const [shown, setShown] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Browsers keep passwords, and what is typed into text fields they keep as suggestions.
    const hide = () => setShown(false);
    const form = field.current?.form;
    form?.addEventListener("submit", hide);
    return () => form?.removeEventListener("submit", hide);
  }, []);
  useEffect(() => {
    if (answer && field.current) field.current.value = "";
  }, [answer]);

  return (
    <Field name={name} label={label} hint={hint} error={error}>
      {(wiring) => (
        <div className="field-beside">
          <input
            ref={field}
            name={name}
            type={shown ? "text" : "password"}
            required
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            className="field-input"
            {...wiring}
            {...input}
          />
          <button type="button" className="button button-quiet needs-script" onClick={() => setShown(!shown)}>
            {shown ? "Hide" : "Show"}
            <span className="sr-only"> {label.toLowerCase()}</span>
          </button>
        </div>
      )}
    </Field>
  );
}
