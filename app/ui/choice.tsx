import { FieldError } from "./field";

interface Props {
  name: string;
  legend: string;
  hint?: string;
  error?: string;
  /** The one that is chosen now. */
  value: string;
  options: { value: string; label: string; lang?: string }[];
}

/** One of a few: all of them are seen at once. The first bears the name, so that a link can lead to it. */
export function Choice({ name, legend, hint, error, value, options }: Props) {
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(" ");
  return (
    <fieldset className="field" aria-describedby={described || undefined}>
      <legend className="field-label">{legend}</legend>
      {hint && (
        <p id={`${name}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      <div className="choice">
        {options.map((option, at) => (
          <label key={option.value} className="choice-option">
            <input
              id={at === 0 ? name : undefined}
              type="radio"
              name={name}
              value={option.value}
              defaultChecked={option.value === value}
            />
            <span lang={option.lang}>{option.label}</span>
          </label>
        ))}
      </div>
      {error && <FieldError name={name}>{error}</FieldError>}
    </fieldset>
  );
}
