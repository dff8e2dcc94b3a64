import * as z from "zod";

import { EMAIL_MAX, NAME_MAX, PASSWORD_MAX, PASSWORD_MIN } from "./account";
import { isCommonPassword } from "./common-passwords.server";

// biome-ignore lint/suspicious/noControlCharactersInRegex: a name goes into mails and headers.
const PRINTABLE = /^[^\u0000-\u001f\u007f\p{Surrogate}]*$/u;

const name = z
  .string("must be a text")
  .trim()
  .min(1, "must not be empty")
  .max(NAME_MAX, `must have at most ${NAME_MAX} characters`)
  .regex(PRINTABLE, "must not contain control characters");
const email = z
  .string("must be a text")
  .trim()
  .min(1, "must not be empty")
  .max(EMAIL_MAX, `must have at most ${EMAIL_MAX} characters`)
  .pipe(z.email("must be an e-mail address like ada@example.com"))
  .transform((address) => address.toLowerCase());
/** A new password. Every character counts: nothing is trimmed or replaced. */
export const newPassword = z
  .string("must be a text")
  .min(PASSWORD_MIN, `must have at least ${PASSWORD_MIN} characters`)
  .max(PASSWORD_MAX, `must have at most ${PASSWORD_MAX} characters`)
  .refine(
    (password) => !isCommonPassword(password),
    "is among the most used ones, which are tried first: choose another",
  );
/** A password to be checked: its rules may have been others when it was chosen. */
const givenPassword = z.string("must be a text").min(1, "must not be empty").max(PASSWORD_MAX, "does not match");

export const signUpInput = z.object({ name, email, password: newPassword });
/** As it is called where the present one may be given too. */
export const newPasswordInput = z.object({ newPassword });
export const signInInput = z.object({ email, password: givenPassword });
export const changePasswordInput = z.object({ currentPassword: givenPassword, newPassword });
/** What a form asks that changes how one gets in: that it is really the owner who sits there. */
export const currentPasswordInput = z.object({ currentPassword: givenPassword });
export const emailChangeInput = z.object({ email, currentPassword: givenPassword });
/** Typed as it is read: people put blanks between the digits. */
export const codeInput = z.object({
  code: z
    .string("must be a text")
    .transform((text) => text.replace(/\s/g, ""))
    .pipe(z.string().min(1, "must not be empty").max(20, "does not match")),
});
export const nameInput = signUpInput.pick({ name: true });
export const deleteUserInput = z.object({ password: givenPassword });
export const forgotPasswordInput = z.object({ email });
export const resetPasswordInput = z.object({
  token: z.string("must be a text").min(1, "must not be empty").max(200, "is not valid"),
  password: newPassword,
});
