import { data, href, Link } from "react-router";

import { resetPassword } from "~/auth/account.server";
import { resetPasswordInput } from "~/auth/account-input.server";
import { usePasswordRule } from "~/auth/password-rule";
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
import { useWords } from "~/words/words";
import { messagesFor } from "~/words/words.server";
import type { Route } from "./+types/reset-password";

export function loader({ url }: Route.LoaderArgs) {
  return { token: url.searchParams.get("token") ?? "" };
}

export async function action({ request }: Route.ActionArgs) {
  const form = await readForm(request, resetPasswordInput);
  if (!form.ok) return data<Refusal>(refusalOf(request, form.errors), 422);

  const result = await resetPassword(request, form.input);
  if (!result.ok) return data<Refusal>({ errors: result.errors, formError: result.formError }, result.status);
  return seeOther(href("/login"), ...result.headers.getSetCookie(), flash<FlashCode>("password-changed"));
}

/** The token is not the person's to mend, so what is wrong with it is said of the link. */
function refusalOf(request: Request, { token, ...errors }: Record<string, string>): Refusal {
  return {
    errors,
    formError: token && messagesFor(request).refusals.linkIncomplete,
  };
}

export default function ResetPassword({ loaderData, actionData }: Route.ComponentProps) {
  const { newPassword } = useWords();
  const { reset } = useWords("strangers");
  const rule = usePasswordRule();
  const again = (
    <Link to={href("/forgot-password")} className="link">
      {reset.again}
    </Link>
  );
  return (
    <CardPage heading={reset.heading} aside={again}>
      <PageTitle refused={Boolean(actionData)}>{reset.heading}</PageTitle>
      <ErrorSummary refusal={actionData} title={reset.refused} />
      <PostForm className="grid gap-5">
        <input type="hidden" name="token" value={loaderData.token} />
        <PasswordField
          label={newPassword}
          hint={rule}
          autoComplete="new-password"
          enterKeyHint="go"
          error={actionData?.errors?.password}
          answer={actionData}
        />
        <button type="submit" className="button button-main">
          {reset.act}
        </button>
      </PostForm>
      <p className="text-secondary text-ink-soft">{reset.after}</p>
    </CardPage>
  );
}
