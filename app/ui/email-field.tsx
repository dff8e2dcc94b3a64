import { useWords } from "~/words/words";
import { TextField } from "./field";

interface Props {
  label?: string;
  defaultValue?: string;
  error?: string;
  maxLength: number;
  /** What the Enter key of a phone's keyboard says. */
  enterKeyHint?: "next" | "send";
}

/** The address that an account goes by. */
export function EmailField({ label, enterKeyHint = "next", ...input }: Props) {
  const { email } = useWords();
  return (
    <TextField
      name="email"
      label={label ?? email}
      type="email"
      inputMode="email"
      autoComplete="username"
      autoCapitalize="none"
      enterKeyHint={enterKeyHint}
      required
      {...input}
    />
  );
}
