import { data, href } from "react-router";

import { deleteAccount } from "~/auth/account.server";
import { currentPasswordInput } from "~/auth/account-input.server";
import { flash } from "~/http/flash.server";
import { readForm } from "~/http/form.server";
import { seeOther } from "~/http/navigation.server";
import { ErrorSummary } from "~/ui/error-summary";
import type { FlashCode } from "~/ui/flash";
import { PasswordField } from "~/ui/password-field";
import type { Refusal } from "~/ui/refusal";
import { SettingPage } from "~/ui/setting-page";
import type { Route } from "./+types/account-deletion";

export async function action({ request }: Route.ActionArgs) {
  const form = await readForm(request, currentPasswordInput);
  if (!form.ok) return data<Refusal>({ errors: form.errors }, 422);

  const result = await deleteAccount(request, form.input);
  if (!result.ok) return data<Refusal>({ errors: result.errors, formError: result.formError }, result.status);
  return seeOther(href("/"), ...result.headers.getSetCookie(), flash<FlashCode>("account-deleted"));
}

export default function AccountDeletion({ actionData }: Route.ComponentProps) {
  return (
    <SettingPage
      heading="Delete your account?"
      lead={
        <>
          <p>Your tasks, your sessions and everything else that is kept about you are deleted at once.</p>
          <p>It cannot be brought back.</p>
          <p>
            <a href={href("/settings/export")} download className="link">
              Download everything first
            </a>
          </p>
        </>
      }
      act="Delete for good"
      grave
      refused={Boolean(actionData)}
    >
      <ErrorSummary refusal={actionData} title="Your account is still there" />
      <PasswordField
        name="currentPassword"
        label="Current password"
        autoComplete="current-password"
        enterKeyHint="done"
        error={actionData?.errors?.currentPassword}
        answer={actionData}
      />
    </SettingPage>
  );
}
