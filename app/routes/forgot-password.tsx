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
import { useWords } from "~/words/words";
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

export default function ForgotPassword({ loaderData, actionData }: Route.ComponentProps) {
  const { forgotten, mail, signIn } = useWords("strangers");
  const back = (
    <Link to={href("/login")} className="link">
      {signIn.back}
    </Link>
  );
  if (loaderData.sent && !actionData)
    return (
      <CardPage heading={mail.heading} aside={back}>
        <PageTitle>{mail.heading}</PageTitle>
        <p>{forgotten.sent}</p>
        <p className="text-secondary text-ink-soft">{forgotten.nothingThere}</p>
        <Link to={href("/forgot-password")} className="button button-plain">
          {mail.again}
        </Link>
      </CardPage>
    );
  return (
    <CardPage heading={signIn.forgotten} aside={back}>
      <PageTitle refused={Boolean(actionData)}>{signIn.forgotten}</PageTitle>
      <Introduction {...forgotten.introduction} />
      <ErrorSummary refusal={actionData} title={mail.none} />
      <p className="text-secondary text-ink-soft">{forgotten.lead}</p>
      <PostForm className="grid gap-5" action={href("/forgot-password")}>
        <EmailField
          maxLength={EMAIL_MAX}
          enterKeyHint="send"
          defaultValue={actionData?.values.email}
          error={actionData?.errors?.email}
        />
        <button type="submit" className="button button-main">
          {mail.send}
        </button>
      </PostForm>
    </CardPage>
  );
}
