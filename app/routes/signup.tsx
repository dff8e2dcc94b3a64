import { data, href, Link, redirect } from "react-router";

import { EMAIL_MAX, PASSWORD_MAX, PASSWORD_MIN } from "~/auth/account";
import { signUp } from "~/auth/account.server";
import { signUpInput } from "~/auth/account-input.server";
import { visitorContext } from "~/auth/guard.server";
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
  if (loaderData.sent && !actionData) return <Sent />;
  const { redirectTo } = actionData ?? loaderData;
  const { values, errors } = actionData ?? {};
  const query = redirectTo === href("/tasks") ? "" : `?${new URLSearchParams({ redirectTo })}`;
  return (
    <CardPage
      heading="Sign up"
      aside={
        <>
          Have an account?{" "}
          <Link to={href("/login") + query} className="link">
            Sign in
          </Link>
        </>
      }
    >
      <PageTitle refused={Boolean(actionData)}>Sign up</PageTitle>
      <Introduction
        title="Sign up for Clearlist"
        description="Open an account on Clearlist in a minute: a name, an e-mail address and a password, and the first task can be written down."
      />
      <ErrorSummary refusal={actionData} title="Your account is not open yet" />
      <PostForm className="grid gap-5">
        <input type="hidden" name="redirectTo" value={redirectTo} />
        <TextField
          name="name"
          label="Name"
          hint="What we call you. Nobody else sees it."
          autoComplete="name"
          enterKeyHint="next"
          required
          dir="auto"
          defaultValue={values?.name}
          error={errors?.name}
        />
        <EmailField maxLength={EMAIL_MAX} defaultValue={values?.email} error={errors?.email} />
        <PasswordField
          hint={`${PASSWORD_MIN} to ${PASSWORD_MAX} characters, whichever you like.`}
          autoComplete="new-password"
          enterKeyHint="go"
          error={errors?.password}
          answer={actionData}
        />
        <button type="submit" className="button button-main">
          Sign up
        </button>
      </PostForm>
    </CardPage>
  );
}

/** The same for an address that had an account before: that is told in its mailbox alone. */
function Sent() {
  return (
    <CardPage
      heading="Look into your mail"
      aside={
        <Link to={href("/login")} className="link">
          Back to sign in
        </Link>
      }
    >
      <PageTitle>Look into your mail</PageTitle>
      <p>We sent a mail to the address. It holds a link that works once, for an hour; then you can sign in.</p>
      <p className="text-secondary text-ink-soft">
        Nothing there? Look among the unwanted mails. When you sign in, a new one comes.
      </p>
      <Link to={href("/signup")} className="button button-plain">
        Sign up with another address
      </Link>
    </CardPage>
  );
}
