import { data, href, Link } from "react-router";

import { confirmEmail, wantedEmail } from "~/auth/email-change.server";
import { flash } from "~/http/flash.server";
import { readFields } from "~/http/form.server";
import { seeOther } from "~/http/navigation.server";
import { CardPage } from "~/ui/card-page";
import type { FlashCode } from "~/ui/flash";
import { PageTitle } from "~/ui/page-title";
import { PostForm } from "~/ui/post-form";
import type { Route } from "./+types/confirm-email";

/** Opening a link changes nothing: programs that look into mails open links, too. */
export async function loader({ url }: Route.LoaderArgs) {
  const token = url.searchParams.get("token") ?? "";
  const email = await wantedEmail(token);
  return data({ token, email }, email === undefined ? 422 : 200);
}

export async function action({ request }: Route.ActionArgs) {
  const changed = await confirmEmail((await readFields(request)).get("token") ?? "");
  if (!changed) return data({ refused: true }, 422);
  return seeOther(href("/settings"), flash<FlashCode>("email-changed"));
}

export default function ConfirmEmail({ loaderData: { token, email }, actionData }: Route.ComponentProps) {
  if (email === undefined || actionData)
    return (
      <CardPage heading="This link is of no use">
        <PageTitle>This link is of no use</PageTitle>
        <p>It was used already, it is older than an hour, or the session in which it was asked for has ended.</p>
        <Link to={href("/settings/email")} className="button button-plain">
          Ask for a new one
        </Link>
      </CardPage>
    );
  return (
    <CardPage heading="Your new e-mail">
      <PageTitle>Your new e-mail</PageTitle>
      <p>
        From now on you sign in as <bdi>{email}</bdi>, and mails go there.
      </p>
      <PostForm className="grid" action={href("/confirm-email")}>
        <input type="hidden" name="token" value={token} />
        <button type="submit" className="button button-main">
          Use this address
        </button>
      </PostForm>
    </CardPage>
  );
}
