/** What a form's action answers when it did not do it: a sentence a field, and what was typed. */
export interface Refusal {
  /** About the form as a whole. */
  formError?: string;
  errors?: Record<string, string>;
  values?: Record<string, string>;
}
