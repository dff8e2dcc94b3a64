import { data, href } from "react-router";

import { changePassword } from "~/auth/account.server";
import { changePasswordInput } from "~/auth/account-input.server";
import { usePasswordRule } from "~/auth/password-rule";
import { flash } from "~/http/flash.server";
import { readForm } from "~/http/form.server";
import { seeOther } from "~/http/navigation.server";
import { ErrorSummary } from "~/ui/error-summary";
import type { FlashCode } from "~/ui/flash";
import { PasswordField } from "~/ui/password-field";
import type { Refusal } from "~/ui/refusal";
import { SettingPage } from "~/ui/setting-page";
import { useWords } from "~/words/words";
import type { Route } from "./+types/password";

export async function action({ request }: Route.ActionArgs) {
  const form = await readForm(request, changePasswordInput);
  if (!form.ok) return data<Refusal>({ errors: form.errors }, 422);

  const result = await changePassword(request, form.input);
  if (!result.ok) return data<Refusal>({ errors: result.errors, formError: result.formError }, result.status);
  return seeOther(href("/settings"), ...result.headers.getSetCookie(), flash<FlashCode>("password-renewed"));
}

export default function Password({ actionData }: Route.ComponentProps) {
  const { currentPassword, newPassword } = useWords();
  const { password } = useWords("settings");
  const rule = usePasswordRule();
  return (
    <SettingPage
      heading={password.act}
      lead={<p>{password.lead}</p>}
      act={password.change}
      refused={Boolean(actionData)}
    >
      <ErrorSummary refusal={actionData} title={password.refused} />
      <PasswordField
        name="currentPassword"
        label={currentPassword}
        autoComplete="current-password"
        enterKeyHint="next"
        error={actionData?.errors?.currentPassword}
        answer={actionData}
      />
      <PasswordField
        name="newPassword"
        label={newPassword}
        hint={rule}
        autoComplete="new-password"
        enterKeyHint="done"
        error={actionData?.errors?.newPassword}
        answer={actionData}
      />
    </SettingPage>
  );
}
