import { href, redirect } from "react-router";

import { signOut } from "~/auth/account.server";
import { flash } from "~/http/flash.server";
import { seeOther } from "~/http/navigation.server";
import { FORGET } from "~/http/security-headers.server";
import type { FlashCode } from "~/ui/flash";
import type { Route } from "./+types/logout";

/** A link must not sign anybody out. */
export const loader = () => redirect(href("/"));

export async function action({ request }: Route.ActionArgs) {
  const result = await signOut(request);
  if (!result.ok) return seeOther(href("/")); // nobody was signed in
  const answer = seeOther(href("/"), ...result.headers.getSetCookie(), flash<FlashCode>("signed-out"));
  for (const [name, value] of Object.entries(FORGET)) answer.headers.set(name, value);
  return answer;
}
