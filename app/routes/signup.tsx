import { data, href, Link, redirect } from "react-router";

import { EMAIL_MAX } from "~/auth/account";
import { signUp } from "~/auth/account.server";
import { signUpInput } from "~/auth/account-input.server";
import { visitorContext } from "~/auth/guard.server";
import { usePasswordRule } from "~/auth/password-rule";
import { flash } from "~/http/flash.server";
import { readFields, readForm } from "~/http/form.server";
import { safePath, seeOther, seeOtherReplace } from "~/http/navigation.server";
import { CardPage } from "~/ui/card-page";
import { EmailField } from "~/ui/email-field";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import type { FlashCode } from "~/ui/flash";
import { Introduction } from "~/ui/introduction";
import { PageTitle } from "~/ui/page-title";
import { PasswordField } from "~/ui/password-field";
import { PostForm } from "~/ui/post-form";
import { useWords } from "~/words/words";
import type { Route } from "./+types/signup";

export function loader({ context, url }: Route.LoaderArgs) {
  const redirectTo = safePath(url.searchParams.get("redirectTo"));
  const sent = url.searchParams.has("sent");
  if (context.get(visitorContext) && !sent) throw redirect(redirectTo);
  return { redirectTo, sent };
}

export async function action({ request }: Route.ActionArgs) {
  const redirectTo = safePath((await readFields(request)).get("redirectTo"));
  const form = await readForm(request, signUpInput);
  const values = { name: form.values.name ?? "", email: form.values.email ?? "" };
  if (!form.ok) return data({ redirectTo, values, errors: form.errors }, 422);

  const result = await signUp(request, form.input);
  if (!result.ok)
    return data({ redirectTo, values, errors: result.errors, formError: result.formError }, result.status);
  if (result.mailed) return seeOtherReplace(`${href("/signup")}?sent`);
  return seeOther(redirectTo, ...result.headers.getSetCookie(), flash<FlashCode>("signed-up"));
}

export default function SignUp({ loaderData, actionData }: Route.ComponentProps) {
  const { signUp: title, signIn, name, nameHint } = useWords();
  const rule = usePasswordRule();
  const { signUp } = useWords("strangers");
  if (loaderData.sent && !actionData) return <Sent />;
  const { redirectTo } = actionData ?? loaderData;
  const { values, errors } = actionData ?? {};
  const query = redirectTo === href("/tasks") ? "" : `?${new URLSearchParams({ redirectTo })}`;
  return (
    <CardPage
      heading={title}
      aside={
        <>
          {signUp.haveAccount}{" "}
          <Link to={href("/login") + query} className="link">
            {signIn}
          </Link>
        </>
      }
    >
      <PageTitle refused={Boolean(actionData)}>{title}</PageTitle>
      <Introduction {...signUp.introduction} />
      <ErrorSummary refusal={actionData} title={signUp.refused} />
      <PostForm className="grid gap-5">
        <input type="hidden" name="redirectTo" value={redirectTo} />
        <TextField
          name="name"
          label={name}
          hint={nameHint}
          autoComplete="name"
          enterKeyHint="next"
          required
          dir="auto"
          defaultValue={values?.name}
          error={errors?.name}
        />
        <EmailField maxLength={EMAIL_MAX} defaultValue={values?.email} error={errors?.email} />
        <PasswordField
          hint={rule}
          autoComplete="new-password"
          enterKeyHint="go"
          error={errors?.password}
          answer={actionData}
        />
        <button type="submit" className="button button-main">
          {title}
        </button>
      </PostForm>
    </CardPage>
  );
}

/** The same for an address that had an account before: that is told in its mailbox alone. */
function Sent() {
  const { signIn, signUp, mail } = useWords("strangers");
  return (
    <CardPage
      heading={mail.heading}
      aside={
        <Link to={href("/login")} className="link">
          {signIn.back}
        </Link>
      }
    >
      <PageTitle>{mail.heading}</PageTitle>
      <p>{signUp.sent}</p>
      <p className="text-secondary text-ink-soft">{signUp.nothingThere}</p>
      <Link to={href("/signup")} className="button button-plain">
        {signUp.otherAddress}
      </Link>
    </CardPage>
  );
}
