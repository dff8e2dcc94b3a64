/** What is wrong with a field. Both doors say it after the field's name, the API always in English. */
export const rules = {
  required: "is required",
  text: "must be a text",
  textOrNull: "must be a text or null",
  boolean: "must be true or false",
  wholeNumber: "must be a whole number",
  atLeastOne: "must be at least 1",
  empty: "must not be empty",
  tooLong: "must have at most {max} characters",
  tooShort: "must have at least {min} characters",
  controlCharacters: "must not contain control characters",
  halfCharacter: "must not contain half a character (a lone surrogate)",
  choice: "must be one of the choices",
  email: "must be an e-mail address like ada@example.com",
  commonPassword: "is among the most used ones, which are tried first: choose another",
  noMatch: "does not match",
  notValid: "is not valid",
};
