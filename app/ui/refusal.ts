/** What a form's action answers when it did not do it: a sentence a field, and what was typed. */
export interface Refusal {
  /** About the form as a whole. */
  formError?: string;
  errors?: Record<string, string>;
  values?: Record<string, string>;
}

/** A refusal of a form that never reached the server, or came back without an answer. */
export const UNREACHED: Refusal = { formError: "That did not reach the server. Nothing is lost: try again." };

/** Something was to be done with several tasks, and none was named. The field is the box that means all of them. */
export const NOTHING_TICKED: Refusal = { errors: { all: "Tick at least one task, or all of them." } };

/** A form was sent again while it is being carried out for the first time. */
export const STILL_ADDING: Refusal = { formError: "That is still being added. Look at the list before you try again." };
