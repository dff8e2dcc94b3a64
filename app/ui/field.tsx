import type { ComponentProps, ReactNode } from "react";

import { Icon } from "./icon";

interface Shared {
  name: string;
  label: string;
  hint?: string;
  error?: string;
}

interface Wiring {
  id: string;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
}

/** A label, what goes with it, and what is wrong with it. The field's id is its name, so that a link can lead to it. */
export function Field({ name, label, hint, error, children }: Shared & { children: (wiring: Wiring) => ReactNode }) {
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={name} className="field-label">
        {label}
      </label>
      {hint && (
        <p id={`${name}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      {children({ id: name, "aria-invalid": error ? true : undefined, "aria-describedby": described || undefined })}
      {error && <FieldError name={name}>{error}</FieldError>}
    </div>
  );
}

/** What is wrong with the field `name`, in the words of the summary. */
export function FieldError({ name, children }: { name: string; children: string }) {
  return (
    <p id={`${name}-error`} className="field-error">
      <Icon name="caution" className="icon size-4" />
      {children}
    </p>
  );
}

/** A field of one line. */
export function TextField({ name, label, hint, error, ...input }: Shared & ComponentProps<"input">) {
  return (
    <Field name={name} label={label} hint={hint} error={error}>
      {(wiring) => <input name={name} className="field-input" {...wiring} {...input} />}
    </Field>
  );
}
