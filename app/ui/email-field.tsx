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
export function EmailField({ label = "E-mail", enterKeyHint = "next", ...input }: Props) {
  return (
    <TextField
      name="email"
      label={label}
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
