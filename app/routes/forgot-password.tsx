import { data, href, Link } from "react-router";

import { EMAIL_MAX } from "~/auth/account";
import { requestPasswordReset } from "~/auth/account.server";
import { forgotPasswordInput } from "~/auth/account-input.server";
import { readForm } from "~/http/form.server";
import { seeOtherReplace } from "~/http/navigation.server";
import { CardPage } from "~/ui/card-page";
import { EmailField } from "~/ui/email-field";
import { ErrorSummary } from "~/ui/error-summary";
import { Introduction } from "~/ui/introduction";
import { PageTitle } from "~/ui/page-title";
import { PostForm } from "~/ui/post-form";
import type { Route } from "./+types/forgot-password";

export function loader({ url }: Route.LoaderArgs) {
  return { sent: url.searchParams.has("sent") };
}

export async function action({ request }: Route.ActionArgs) {
  const form = await readForm(request, forgotPasswordInput);
  const values = { email: form.values.email ?? "" };
  if (!form.ok) return data({ values, errors: form.errors }, 422);

  const result = await requestPasswordReset(request, form.input);
  if (!result.ok) return data({ values, errors: result.errors, formError: result.formError }, result.status);
  return seeOtherReplace(`${href("/forgot-password")}?sent`);
}

const back = (
  <Link to={href("/login")} className="link">
    Back to sign in
  </Link>
);

export default function ForgotPassword({ loaderData, actionData }: Route.ComponentProps) {
  if (loaderData.sent && !actionData)
    return (
      <CardPage heading="Look into your mail" aside={back}>
        <PageTitle>Look into your mail</PageTitle>
        <p>
          If there is an account with that address, a mail with a link is on its way. The link works once, for an hour.
        </p>
        <p className="text-secondary text-ink-soft">
          Nothing there? Look among the unwanted mails, or ask again with another address.
        </p>
        <Link to={href("/forgot-password")} className="button button-plain">
          Ask again
        </Link>
      </CardPage>
    );
  return (
    <CardPage heading="Forgot your password?" aside={back}>
      <PageTitle refused={Boolean(actionData)}>Forgot your password?</PageTitle>
      <Introduction
        title="Forgot your password?"
        description="Ask for a mail with a link, and choose a new password for your account on Clearlist."
      />
      <ErrorSummary refusal={actionData} title="No mail was sent" />
      <p className="text-secondary text-ink-soft">
        Give the address of your account, and a link comes by mail with which to choose a new one.
      </p>
      <PostForm className="grid gap-5" action={href("/forgot-password")}>
        <EmailField
          maxLength={EMAIL_MAX}
          enterKeyHint="send"
          defaultValue={actionData?.values.email}
          error={actionData?.errors?.email}
        />
        <button type="submit" className="button button-main">
          Send the link
        </button>
      </PostForm>
    </CardPage>
  );
}
