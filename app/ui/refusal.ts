import { useMemo } from "react";

import { useWords } from "~/words/words";

/** What a form's action answers when it did not do it: a sentence a field, and what was typed. */
export interface Refusal {
  /** About the form as a whole. */
  formError?: string;
  errors?: Record<string, string>;
  values?: Record<string, string>;
}

/** The refusal of a form that never reached the server. Each failure is one of its own, in the same words. */
export function useUnreached(answer: object | null | undefined): Refusal | undefined {
  const { unreached } = useWords();
  return useMemo(() => (answer && "failed" in answer ? { formError: unreached } : undefined), [answer, unreached]);
}
