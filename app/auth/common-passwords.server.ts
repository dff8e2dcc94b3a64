import list from "./common-passwords.txt?raw";

const common = new Set(list.split("\n").filter((line) => line && !line.startsWith("# ")));

/** Whether `password`, in whatever case, is one of those that guessing begins with. */
export function isCommonPassword(password: string): boolean {
  return common.has(password.normalize("NFKC").toLowerCase());
}
