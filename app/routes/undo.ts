import { data, href, redirect } from "react-router";

import { principalContext } from "~/auth/guard.server";
import { flash } from "~/http/flash.server";
import { readFields } from "~/http/form.server";
import { safePath, seeOtherReplace } from "~/http/navigation.server";
import { attempt } from "~/tasks/changes";
import { undoChange } from "~/tasks/undo.server";
import type { FlashCode } from "~/ui/flash";
import type { Route } from "./+types/undo";

/** Nothing to be seen here: what can be undone is said where it was done. */
export const loader = () => redirect(href("/tasks"));

/** Takes back what the message offers to; pressed twice, it has happened once. */
export async function action({ context, request }: Route.ActionArgs) {
  const fields = await readFields(request);
  const undone = await undoChange(context.get(principalContext), fields.get("change") ?? "");
  const cookie = undone?.count
    ? flash<FlashCode>("undone", { count: undone.count })
    : flash<FlashCode>("nothing-to-undo");
  if (fields.has("stay")) return data(null, { headers: { "Set-Cookie": cookie } });
  return seeOtherReplace(safePath(fields.get("returnTo")), cookie);
}

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => attempt(serverAction);

/** There is none; but what has a component answers a refusal with a page. */
export default function Undo() {
  return null;
}
