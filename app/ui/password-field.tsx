import { type ComponentProps, useEffect, useRef, useState } from "react";
import { useWords } from "~/words/words";
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
export function PasswordField({ name = "password", label: given, hint, error, answer, ...input }: Props) {
  const { password, show, hide, nouns } = useWords();
  const label = given ?? password;
  const [shown, setShown] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Browsers keep passwords, and what is typed into text fields they keep as suggestions.
    const cover = () => setShown(false);
    const form = field.current?.form;
    form?.addEventListener("submit", cover);
    return () => form?.removeEventListener("submit", cover);
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
            {shown ? hide : show}
            <span className="sr-only"> {nouns === "capital" ? label : label.toLowerCase()}</span>
          </button>
        </div>
      )}
    </Field>
  );
}
