import { data, href, Link } from "react-router";

import { EMAIL_MAX } from "~/auth/account";
import { emailChangeInput } from "~/auth/account-input.server";
import { requestEmailChange } from "~/auth/email-change.server";
import { principalContext } from "~/auth/guard.server";
import { readForm } from "~/http/form.server";
import { seeOtherReplace } from "~/http/navigation.server";
import { BackLink } from "~/ui/back-link";
import { EmailField } from "~/ui/email-field";
import { ErrorSummary } from "~/ui/error-summary";
import { PageTitle } from "~/ui/page-title";
import { PasswordField } from "~/ui/password-field";
import type { Refusal } from "~/ui/refusal";
import { SettingPage } from "~/ui/setting-page";
import { Rich } from "~/words/rich";
import { useWords } from "~/words/words";
import type { Route } from "./+types/email";

export function loader({ context, url }: Route.LoaderArgs) {
  return { email: context.get(principalContext).email, sent: url.searchParams.has("sent") };
}

export async function action({ context, request }: Route.ActionArgs) {
  const form = await readForm(request, emailChangeInput);
  const values = { email: form.values.email ?? "" };
  if (!form.ok) return data<Refusal>({ errors: form.errors, values }, 422);

  const result = await requestEmailChange(request, context.get(principalContext), form.input);
  if (!result.ok) return data<Refusal>({ errors: result.errors, formError: result.formError, values }, result.status);
  return seeOtherReplace(`${href("/settings/email")}?sent`);
}

export default function Email({ loaderData, actionData }: Route.ComponentProps) {
  const { settings, currentPassword } = useWords();
  const { email, you } = useWords("settings");
  const address = <bdi>{loaderData.email}</bdi>;
  if (loaderData.sent && !actionData)
    return (
      <>
        <PageTitle>{email.sent}</PageTitle>
        <BackLink to={href("/settings")}>{settings}</BackLink>
        <h1>{email.sent}</h1>
        <div className="setting-lead">
          <p>{email.sentLead}</p>
          <p>
            <Rich text={email.sentUntil} address={address} />
          </p>
        </div>
        <p className="setting-acts">
          <Link to={href("/settings/email")} className="button button-plain">
            {email.again}
          </Link>
        </p>
      </>
    );
  return (
    <SettingPage
      heading={you.email}
      lead={
        <p>
          <Rich text={email.lead} address={address} />
        </p>
      }
      act={email.send}
      refused={Boolean(actionData)}
    >
      <ErrorSummary refusal={actionData} title={email.refused} />
      <EmailField
        label={email.label}
        maxLength={EMAIL_MAX}
        defaultValue={actionData?.values?.email}
        error={actionData?.errors?.email}
      />
      <PasswordField
        name="currentPassword"
        label={currentPassword}
        autoComplete="current-password"
        enterKeyHint="send"
        error={actionData?.errors?.currentPassword}
        answer={actionData}
      />
    </SettingPage>
  );
}
