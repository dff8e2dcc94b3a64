import { data, href } from "react-router";

import { currentPasswordInput } from "~/auth/account-input.server";
import { renewRecoveryCodes } from "~/auth/second-factor.server";
import { readForm } from "~/http/form.server";
import { BackLink } from "~/ui/back-link";
import { ErrorSummary } from "~/ui/error-summary";
import { PageTitle } from "~/ui/page-title";
import { PasswordField } from "~/ui/password-field";
import { RecoveryCodes } from "~/ui/recovery-codes";
import { SettingPage } from "~/ui/setting-page";
import { useWords } from "~/words/words";
import type { Route } from "./+types/recovery-codes";

/** The codes stand only in the answer to a post: no address leads to them, and no history keeps them. */
export async function action({ request }: Route.ActionArgs) {
  const form = await readForm(request, currentPasswordInput);
  if (!form.ok) return data({ refusal: { errors: form.errors }, codes: undefined }, 422);

  const result = await renewRecoveryCodes(request, form.input);
  if (result.ok) return data({ refusal: undefined, codes: result.recoveryCodes }, 200);
  const { status, ...refusal } = result;
  return data({ refusal, codes: undefined }, status);
}

export default function NewRecoveryCodes({ actionData }: Route.ComponentProps) {
  const { settings, currentPassword } = useWords();
  const { recovery } = useWords("settings");
  const { refusal, codes } = actionData ?? {};
  if (codes)
    return (
      <>
        <PageTitle>{recovery.heading}</PageTitle>
        <BackLink to={href("/settings")}>{settings}</BackLink>
        <h1>{recovery.heading}</h1>
        <RecoveryCodes codes={codes} />
      </>
    );
  return (
    <SettingPage heading={recovery.act} lead={<p>{recovery.lead}</p>} act={recovery.make} refused={Boolean(refusal)}>
      <ErrorSummary refusal={refusal} title={recovery.refused} />
      <PasswordField
        name="currentPassword"
        label={currentPassword}
        autoComplete="current-password"
        enterKeyHint="done"
        error={refusal?.errors?.currentPassword}
        answer={actionData}
      />
    </SettingPage>
  );
}
