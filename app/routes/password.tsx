import { data, href } from "react-router";

import { PASSWORD_MAX, PASSWORD_MIN } from "~/auth/account";
import { changePassword } from "~/auth/account.server";
import { changePasswordInput } from "~/auth/account-input.server";
import { flash } from "~/http/flash.server";
import { readForm } from "~/http/form.server";
import { seeOther } from "~/http/navigation.server";
import { ErrorSummary } from "~/ui/error-summary";
import type { FlashCode } from "~/ui/flash";
import { PasswordField } from "~/ui/password-field";
import type { Refusal } from "~/ui/refusal";
import { SettingPage } from "~/ui/setting-page";
import type { Route } from "./+types/password";

export async function action({ request }: Route.ActionArgs) {
  const form = await readForm(request, changePasswordInput);
  if (!form.ok) return data<Refusal>({ errors: form.errors }, 422);

  const result = await changePassword(request, form.input);
  if (!result.ok) return data<Refusal>({ errors: result.errors, formError: result.formError }, result.status);
  return seeOther(href("/settings"), ...result.headers.getSetCookie(), flash<FlashCode>("password-renewed"));
}

export default function Password({ actionData }: Route.ComponentProps) {
  return (
    <SettingPage
      heading="Change your password"
      lead={<p>Everywhere else you are then signed out, and the access tokens there end.</p>}
      act="Change the password"
      refused={Boolean(actionData)}
    >
      <ErrorSummary refusal={actionData} title="Your password is as it was" />
      <PasswordField
        name="currentPassword"
        label="Current password"
        autoComplete="current-password"
        enterKeyHint="next"
        error={actionData?.errors?.currentPassword}
        answer={actionData}
      />
      <PasswordField
        name="newPassword"
        label="New password"
        hint={`${PASSWORD_MIN} to ${PASSWORD_MAX} characters, whichever you like.`}
        autoComplete="new-password"
        enterKeyHint="done"
        error={actionData?.errors?.newPassword}
        answer={actionData}
      />
    </SettingPage>
  );
}
