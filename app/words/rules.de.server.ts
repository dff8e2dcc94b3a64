import type { rules as english } from "./rules.en.server";

export const rules: typeof english = {
  required: "fehlt",
  text: "muss ein Text sein",
  textOrNull: "muss ein Text sein oder null",
  boolean: "muss true oder false sein",
  wholeNumber: "muss eine ganze Zahl sein",
  atLeastOne: "muss mindestens 1 sein",
  empty: "darf nicht leer sein",
  tooLong: "darf höchstens {max} Zeichen haben",
  tooShort: "muss mindestens {min} Zeichen haben",
  controlCharacters: "darf keine Steuerzeichen enthalten",
  halfCharacter: "darf kein halbes Zeichen enthalten (ein einzelnes Surrogat)",
  choice: "muss eine der Möglichkeiten sein",
  email: "muss aussehen wie ada@example.com",
  commonPassword: "gehört zu den meistbenutzten, die zuerst probiert werden: Wähle ein anderes",
  noMatch: "passt nicht",
  notValid: "ist nicht gültig",
};
