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

export function loader({ url }: Route.LoaderArgs) {
  return { token: url.searchParams.get("token") ?? "" };
}

export async function action({ request }: Route.ActionArgs) {
  const form = await readForm(request, resetPasswordInput);
  if (!form.ok) return data<Refusal>(refusalOf(form.errors), 422);

  const result = await resetPassword(request, form.input);
  if (!result.ok) return data<Refusal>({ errors: result.errors, formError: result.formError }, result.status);
  return seeOther(href("/login"), ...result.headers.getSetCookie(), flash<FlashCode>("password-changed"));
}

/** The token is not the person's to mend, so what is wrong with it is said of the link. */
function refusalOf({ token, ...errors }: Record<string, string>): Refusal {
  return {
    errors,
    formError: token && "This link is not complete. Open it from the mail again, or ask for a new one.",
  };
}

export default function ResetPassword({ loaderData, actionData }: Route.ComponentProps) {
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
        <input type="hidden" name="token" value={loaderData.token} />
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
