import * as z from "zod";
import { rule } from "~/words/rules.server";
import { EMAIL_MAX, NAME_MAX, PASSWORD_MAX, PASSWORD_MIN } from "./account";
import { isCommonPassword } from "./common-passwords.server";

// biome-ignore lint/suspicious/noControlCharactersInRegex: a name goes into mails and headers.
const PRINTABLE = /^[^\u0000-\u001f\u007f\p{Surrogate}]*$/u;

const name = z
  .string(rule("text"))
  .trim()
  .min(1, rule("empty"))
  .max(NAME_MAX, rule("tooLong", { max: NAME_MAX }))
  .regex(PRINTABLE, rule("controlCharacters"));
const email = z
  .string(rule("text"))
  .trim()
  .min(1, rule("empty"))
  .max(EMAIL_MAX, rule("tooLong", { max: EMAIL_MAX }))
  .pipe(z.email(rule("email")))
  .transform((address) => address.toLowerCase());
/** A new password. Every character counts: nothing is trimmed or replaced. */
export const newPassword = z
  .string(rule("text"))
  .min(PASSWORD_MIN, rule("tooShort", { min: PASSWORD_MIN }))
  .max(PASSWORD_MAX, rule("tooLong", { max: PASSWORD_MAX }))
  .refine((password) => !isCommonPassword(password), rule("commonPassword"));
/** A password to be checked: its rules may have been others when it was chosen. */
const givenPassword = z.string(rule("text")).min(1, rule("empty")).max(PASSWORD_MAX, rule("noMatch"));

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
    .string(rule("text"))
    .transform((text) => text.replace(/\s/g, ""))
    .pipe(z.string().min(1, rule("empty")).max(20, rule("noMatch"))),
});
export const nameInput = signUpInput.pick({ name: true });
export const deleteUserInput = z.object({ password: givenPassword });
export const forgotPasswordInput = z.object({ email });
export const resetPasswordInput = z.object({
  token: z.string(rule("text")).min(1, rule("empty")).max(200, rule("notValid")),
  password: newPassword,
});
