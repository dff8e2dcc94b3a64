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
import { useWords } from "~/words/words";
import type { Route } from "./+types/account-deletion";

export async function action({ request }: Route.ActionArgs) {
  const form = await readForm(request, currentPasswordInput);
  if (!form.ok) return data<Refusal>({ errors: form.errors }, 422);

  const result = await deleteAccount(request, form.input);
  if (!result.ok) return data<Refusal>({ errors: result.errors, formError: result.formError }, result.status);
  return seeOther(href("/"), ...result.headers.getSetCookie(), flash<FlashCode>("account-deleted"));
}

export default function AccountDeletion({ actionData }: Route.ComponentProps) {
  const { currentPassword } = useWords();
  const { deletion } = useWords("settings");
  return (
    <SettingPage
      heading={deletion.heading}
      lead={
        <>
          <p>{deletion.lead}</p>
          <p>{deletion.forGood}</p>
          <p>
            <a href={href("/settings/export")} download className="link">
              {deletion.first}
            </a>
          </p>
        </>
      }
      act={deletion.button}
      grave
      refused={Boolean(actionData)}
    >
      <ErrorSummary refusal={actionData} title={deletion.refused} />
      <PasswordField
        name="currentPassword"
        label={currentPassword}
        autoComplete="current-password"
        enterKeyHint="done"
        error={actionData?.errors?.currentPassword}
        answer={actionData}
      />
    </SettingPage>
  );
}
