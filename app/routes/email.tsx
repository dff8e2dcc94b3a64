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
  if (loaderData.sent && !actionData)
    return (
      <>
        <PageTitle>Look into your new mailbox</PageTitle>
        <BackLink to={href("/settings")}>Settings</BackLink>
        <h1>Look into your new mailbox</h1>
        <div className="setting-lead">
          <p>A mail is on its way there, with a link that works once, for an hour, while you stay signed in here.</p>
          <p>
            Until you follow it, your address is <bdi>{loaderData.email}</bdi>.
          </p>
        </div>
        <p className="setting-acts">
          <Link to={href("/settings/email")} className="button button-plain">
            Ask again
          </Link>
        </p>
      </>
    );
  return (
    <SettingPage
      heading="Change your e-mail"
      lead={
        <p>
          Your address is <bdi>{loaderData.email}</bdi>. A link comes by mail to the new one, and until you follow it
          nothing changes.
        </p>
      }
      act="Send the link"
      refused={Boolean(actionData)}
    >
      <ErrorSummary refusal={actionData} title="No mail was sent" />
      <EmailField
        label="New e-mail"
        maxLength={EMAIL_MAX}
        defaultValue={actionData?.values?.email}
        error={actionData?.errors?.email}
      />
      <PasswordField
        name="currentPassword"
        label="Current password"
        autoComplete="current-password"
        enterKeyHint="send"
        error={actionData?.errors?.currentPassword}
        answer={actionData}
      />
    </SettingPage>
  );
}
