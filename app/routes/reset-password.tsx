import { data, href, Link } from "react-router";

import { PASSWORD_MAX, PASSWORD_MIN } from "~/auth/account";
import { resetPassword } from "~/auth/account.server";
import { resetPasswordInput } from "~/auth/account-input.server";
import { flash } from "~/http/flash.server";
import { readForm } from "~/http/form.server";
import { seeOther } from "~/http/navigation.server";
import { CardPage } from "~/ui/card-page";
import { ErrorSummary } from "~/ui/error-summary";
import type { FlashCode } from "~/ui/flash";
import { PageTitle } from "~/ui/page-title";
import { PasswordField } from "~/ui/password-field";
import { PostForm } from "~/ui/post-form";
import type { Refusal } from "~/ui/refusal";
import type { Route } from "./+types/reset-password";

/** The token stays in the address, which the form posts to: it is not written into the page. */
export async function action({ request, url }: Route.ActionArgs) {
  const form = await readForm(request, resetPasswordInput.pick({ password: true }));
  const token = resetPasswordInput.shape.token.safeParse(url.searchParams.get("token") ?? "");
  if (!form.ok || !token.success)
    return data<Refusal>(
      { errors: form.ok ? {} : form.errors, formError: token.success ? undefined : INCOMPLETE },
      422,
    );

  const result = await resetPassword(request, { ...form.input, token: token.data });
  if (!result.ok) return data<Refusal>({ errors: result.errors, formError: result.formError }, result.status);
  return seeOther(href("/login"), ...result.headers.getSetCookie(), flash<FlashCode>("password-changed"));
}

const INCOMPLETE = "This link is not complete. Open it from the mail again, or ask for a new one.";

export default function ResetPassword({ actionData }: Route.ComponentProps) {
  const again = (
    <Link to={href("/forgot-password")} className="link">
      Ask for a new link
    </Link>
  );
  return (
    <CardPage heading="Choose a new password" aside={again}>
      <PageTitle refused={Boolean(actionData)}>Choose a new password</PageTitle>
      <ErrorSummary refusal={actionData} title="Your password is as it was" />
      <PostForm className="grid gap-5">
        <PasswordField
          label="New password"
          hint={`${PASSWORD_MIN} to ${PASSWORD_MAX} characters, whichever you like.`}
          autoComplete="new-password"
          enterKeyHint="go"
          error={actionData?.errors?.password}
          answer={actionData}
        />
        <button type="submit" className="button button-main">
          Change the password
        </button>
      </PostForm>
      <p className="text-secondary text-ink-soft">You are then signed out everywhere and sign in with the new one.</p>
    </CardPage>
  );
}
