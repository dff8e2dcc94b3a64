import { useWords } from "~/words/words";
import { TextField } from "./field";

/** A code that an app shows for half a minute. What was typed is of no use a second time, so it is not kept. */
export function CodeField({ hint, error, digits = false }: { hint: string; error?: string; digits?: boolean }) {
  const { code } = useWords();
  return (
    <TextField
      name="code"
      label={code}
      hint={hint}
      // A recovery code has letters as well.
      inputMode={digits ? "numeric" : undefined}
      autoComplete="one-time-code"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      enterKeyHint="go"
      required
      error={error}
    />
  );
}
