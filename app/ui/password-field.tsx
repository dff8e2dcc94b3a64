import { type ComponentProps, useEffect, useRef, useState } from "react";

import { Field } from "./field";

type Props = { label?: string; hint?: string; error?: string } & ComponentProps<"input">;

/** A password, which can be looked at where there are scripts. */
export function PasswordField({ label = "Password", hint, error, ...input }: Props) {
  const [shown, setShown] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Browsers keep passwords, and what is typed into text fields they keep as suggestions.
    const hide = () => setShown(false);
    const form = field.current?.form;
    form?.addEventListener("submit", hide);
    return () => form?.removeEventListener("submit", hide);
  }, []);

  return (
    <Field name="password" label={label} hint={hint} error={error}>
      {(wiring) => (
        <div className="field-beside">
          <input
            ref={field}
            name="password"
            type={shown ? "text" : "password"}
            required
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            className="field-input"
            {...wiring}
            {...input}
          />
          <button
            type="button"
            aria-pressed={shown}
            aria-label="Show password"
            className="button button-quiet needs-script"
            onClick={() => setShown(!shown)}
          >
            {shown ? "Hide" : "Show"}
          </button>
        </div>
      )}
    </Field>
  );
}
