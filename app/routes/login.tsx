import { data, href, Link, redirect } from "react-router";

import { EMAIL_MAX } from "~/auth/account";
import { signIn } from "~/auth/account.server";
import { signInInput } from "~/auth/account-input.server";
import { visitorContext } from "~/auth/guard.server";
import { readFields, readForm } from "~/http/form.server";
import { safePath, seeOther } from "~/http/navigation.server";
import { CardPage } from "~/ui/card-page";
import { EmailField } from "~/ui/email-field";
import { ErrorSummary } from "~/ui/error-summary";
import { Introduction } from "~/ui/introduction";
import { PageTitle } from "~/ui/page-title";
import { PasswordField } from "~/ui/password-field";
import { PostForm } from "~/ui/post-form";
import { useWords } from "~/words/words";
import type { Route } from "./+types/login";

export function loader({ context, url }: Route.LoaderArgs) {
  const redirectTo = safePath(url.searchParams.get("redirectTo"));
  if (context.get(visitorContext)) throw redirect(redirectTo);
  return { redirectTo };
}

export async function action({ request }: Route.ActionArgs) {
  const redirectTo = safePath((await readFields(request)).get("redirectTo"));
  const form = await readForm(request, signInInput);
  const values = { email: form.values.email ?? "" };
  if (!form.ok) return data({ redirectTo, values, errors: form.errors }, 422);

  const result = await signIn(request, form.input);
  if (!result.ok)
    return data({ redirectTo, values, errors: result.errors, formError: result.formError }, result.status);
  const cookies = result.headers.getSetCookie();
  if (result.codeNeeded) return seeOther(`${href("/login/code")}?${new URLSearchParams({ redirectTo })}`, ...cookies);
  return seeOther(redirectTo, ...cookies);
}

export default function Login({ loaderData, actionData }: Route.ComponentProps) {
  const { signIn: title, signUp } = useWords();
  const { signIn } = useWords("strangers");
  const { redirectTo } = actionData ?? loaderData;
  const query = redirectTo === href("/tasks") ? "" : `?${new URLSearchParams({ redirectTo })}`;
  return (
    <CardPage
      heading={title}
      aside={
        <>
          {signIn.noAccount}{" "}
          <Link to={href("/signup") + query} className="link">
            {signUp}
          </Link>
        </>
      }
    >
      <PageTitle refused={Boolean(actionData)}>{title}</PageTitle>
      <Introduction {...signIn.introduction} />
      <ErrorSummary refusal={actionData} title={signIn.refused} />
      <PostForm className="grid gap-5">
        <input type="hidden" name="redirectTo" value={redirectTo} />
        <EmailField maxLength={EMAIL_MAX} defaultValue={actionData?.values.email} error={actionData?.errors?.email} />
        <PasswordField
          autoComplete="current-password"
          enterKeyHint="go"
          error={actionData?.errors?.password}
          answer={actionData}
        />
        <button type="submit" className="button button-main">
          {title}
        </button>
      </PostForm>
      <p className="text-center text-secondary">
        <Link to={href("/forgot-password")} className="link">
          {signIn.forgotten}
        </Link>
      </p>
    </CardPage>
  );
}
