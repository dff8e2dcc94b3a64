import { data, href, Link, redirect } from "react-router";

import { codeInput } from "~/auth/account-input.server";
import { visitorContext } from "~/auth/guard.server";
import { finishSignIn } from "~/auth/second-factor.server";
import { readFields, readForm } from "~/http/form.server";
import { safePath, seeOther } from "~/http/navigation.server";
import { CardPage } from "~/ui/card-page";
import { CodeField } from "~/ui/code-field";
import { ErrorSummary } from "~/ui/error-summary";
import { PageTitle } from "~/ui/page-title";
import { PostForm } from "~/ui/post-form";
import { useWords } from "~/words/words";
import type { Route } from "./+types/login-code";

export function loader({ context, url }: Route.LoaderArgs) {
  const redirectTo = safePath(url.searchParams.get("redirectTo"));
  if (context.get(visitorContext)) throw redirect(redirectTo);
  return { redirectTo };
}

export async function action({ request }: Route.ActionArgs) {
  const redirectTo = safePath((await readFields(request)).get("redirectTo"));
  const form = await readForm(request, codeInput);
  if (!form.ok) return data({ redirectTo, errors: form.errors }, 422);

  const result = await finishSignIn(request, form.input);
  if (!result.ok) return data({ redirectTo, errors: result.errors, formError: result.formError }, result.status);
  return seeOther(redirectTo, ...result.headers.getSetCookie());
}

export default function LoginCode({ loaderData, actionData }: Route.ComponentProps) {
  const { signIn: act } = useWords();
  const { signIn, code } = useWords("strangers");
  const { redirectTo } = actionData ?? loaderData;
  return (
    <CardPage
      heading={code.heading}
      aside={
        <Link to={`${href("/login")}?${new URLSearchParams({ redirectTo })}`} className="link">
          {code.again}
        </Link>
      }
    >
      <PageTitle refused={Boolean(actionData)}>{code.heading}</PageTitle>
      <ErrorSummary refusal={actionData} title={signIn.refused} />
      <PostForm className="grid gap-5" action={href("/login/code")}>
        <input type="hidden" name="redirectTo" value={redirectTo} />
        <CodeField hint={code.hint} error={actionData?.errors?.code} />
        <button type="submit" className="button button-main">
          {act}
        </button>
      </PostForm>
    </CardPage>
  );
}
