import { data, href, Link } from "react-router";

import { confirmEmail, wantedEmail } from "~/auth/email-change.server";
import { visitorContext } from "~/auth/guard.server";
import { flash } from "~/http/flash.server";
import { readFields } from "~/http/form.server";
import { seeOther } from "~/http/navigation.server";
import { CardPage } from "~/ui/card-page";
import type { FlashCode } from "~/ui/flash";
import { PageTitle } from "~/ui/page-title";
import { PostForm } from "~/ui/post-form";
import type { Route } from "./+types/confirm-email";

/** Opening a link changes nothing: programs that look into mails open links, too. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const token = url.searchParams.get("token") ?? "";
  const wanted = await wantedEmail(token);
  return data({ token, wanted, signedIn: context.get(visitorContext) !== null }, wanted ? 200 : 422);
}

export async function action({ request }: Route.ActionArgs) {
  const confirmed = await confirmEmail((await readFields(request)).get("token") ?? "");
  if (!confirmed) return data({ refused: true }, 422);
  if (confirmed === "other") return seeOther(href("/settings"), flash<FlashCode>("email-changed"));
  // Nobody is signed in by it: whoever opened the account may be somebody else than who reads the mail.
  return seeOther(href("/login"), flash<FlashCode>("email-confirmed"));
}

export default function ConfirmEmail({ loaderData: { token, wanted, signedIn }, actionData }: Route.ComponentProps) {
  if (!wanted || actionData) return <OfNoUse signedIn={signedIn} />;
  const { heading, act } = WORDS[wanted.as];
  const address = <bdi>{wanted.email}</bdi>;
  return (
    <CardPage heading={heading}>
      <PageTitle>{heading}</PageTitle>
      {wanted.as === "other" ? (
        <p>From now on you sign in as {address}, and mails go there.</p>
      ) : (
        <>
          <p>Somebody opened an account with {address} and chose a password. Once you confirm it, that signs in.</p>
          <p className="text-secondary text-ink-soft">If that was not you, close this page: nothing happens.</p>
        </>
      )}
      <PostForm className="grid" action={href("/confirm-email")}>
        <input type="hidden" name="token" value={token} />
        <button type="submit" className="button button-main">
          {act}
        </button>
      </PostForm>
    </CardPage>
  );
}

const WORDS = {
  first: { heading: "Confirm your e-mail", act: "That was me: confirm the address" },
  other: { heading: "Your new e-mail", act: "Use this address" },
};

function OfNoUse({ signedIn }: { signedIn: boolean }) {
  return (
    <CardPage heading="This link is of no use">
      <PageTitle>This link is of no use</PageTitle>
      <p>It was used already, it is older than an hour, or the session in which it was asked for has ended.</p>
      {signedIn ? (
        <Link to={href("/settings/email")} className="button button-plain">
          Ask for a new one
        </Link>
      ) : (
        <>
          <p>Sign in: if your address still has to be confirmed, a new link comes by mail.</p>
          <Link to={href("/login")} className="button button-plain">
            Sign in
          </Link>
        </>
      )}
    </CardPage>
  );
}
