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
import { Rich } from "~/words/rich";
import { useWords } from "~/words/words";
import type { Route } from "./+types/confirm-email";

/** Opening a link changes nothing: programs that look into mails open links, too. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const token = url.searchParams.get("token") ?? "";
  const wanted = await wantedEmail(token);
  return data({ token, wanted, signedIn: context.get(visitorContext) !== null }, wanted ? 200 : 422);
}

export async function action({ request }: Route.ActionArgs) {
  const confirmed = await confirmEmail(request, (await readFields(request)).get("token") ?? "");
  if (!confirmed) return data({ refused: true }, 422);
  if (confirmed === "other") return seeOther(href("/settings"), flash<FlashCode>("email-changed"));
  // Nobody is signed in by it: whoever opened the account may be somebody else than who reads the mail.
  return seeOther(href("/login"), flash<FlashCode>("email-confirmed"));
}

export default function ConfirmEmail({ loaderData: { token, wanted, signedIn }, actionData }: Route.ComponentProps) {
  const { confirm } = useWords("strangers");
  if (!wanted || actionData) return <OfNoUse signedIn={signedIn} />;
  const { heading, act } = confirm[wanted.as];
  const address = <bdi>{wanted.email}</bdi>;
  return (
    <CardPage heading={heading}>
      <PageTitle>{heading}</PageTitle>
      {wanted.as === "other" ? (
        <p>
          <Rich text={confirm.fromNowOn} address={address} />
        </p>
      ) : (
        <>
          <p>
            <Rich text={confirm.opened} address={address} />
          </p>
          <p className="text-secondary text-ink-soft">{confirm.notYou}</p>
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

function OfNoUse({ signedIn }: { signedIn: boolean }) {
  const { signIn } = useWords();
  const { confirm } = useWords("strangers");
  return (
    <CardPage heading={confirm.ofNoUse}>
      <PageTitle>{confirm.ofNoUse}</PageTitle>
      <p>{confirm.whyOfNoUse}</p>
      {signedIn ? (
        <Link to={href("/settings/email")} className="button button-plain">
          {confirm.askAgain}
        </Link>
      ) : (
        <>
          <p>{confirm.signInFirst}</p>
          <Link to={href("/login")} className="button button-plain">
            {signIn}
          </Link>
        </>
      )}
    </CardPage>
  );
}
