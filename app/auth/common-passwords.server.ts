// The 5,000 most common of at least eight characters, folded; from the list of @zxcvbn-ts/language-common 3.0.4 (MIT).
import list from "./common-passwords.txt?raw";

const common = new Set(list.trim().split("\n"));

/** Whether a password is among the first that anybody would try, whatever its case. */
export const isCommonPassword = (password: string) => common.has(password.normalize("NFKC").toLowerCase());
