import { href } from "react-router";

import { accessTokenFor } from "~/auth/account.server";
import { principalContext } from "~/auth/guard.server";
import { BackLink } from "~/ui/back-link";
import { CopyButton } from "~/ui/copy-button";
import { PageTitle } from "~/ui/page-title";
import { PostForm } from "~/ui/post-form";
import { Terminal } from "~/ui/terminal";
import type { Route } from "./+types/access-token";

/** A token stands only in the answer to a post: no address leads to it, and no history keeps it. */
export async function action({ context, request, url }: Route.ActionArgs) {
  const { token, expiresAt } = await accessTokenFor(request);
  const { userId } = context.get(principalContext);
  const address = url.origin + href("/api/:userId/tasks", { userId });
  return { token, expiresAt, line: `curl -H 'Authorization: Bearer ${token}' '${address}'` };
}

export default function AccessToken({ actionData }: Route.ComponentProps) {
  return (
    <>
      <PageTitle>An access token</PageTitle>
      <BackLink to={href("/settings")}>Settings</BackLink>
      <h1>An access token</h1>
      {actionData ? (
        <Token {...actionData} />
      ) : (
        <p className="mt-2">
          Whoever has it can read and change your tasks for ten minutes. Give it to programs you trust.
        </p>
      )}
      <PostForm className="setting-acts mt-5">
        <button type="submit" className={actionData ? "button button-plain" : "button button-main"}>
          {actionData ? "Show another" : "Show a token"}
        </button>
      </PostForm>
    </>
  );
}

function Token({ token, expiresAt, line }: { token: string; expiresAt: string; line: string }) {
  return (
    <>
      <p className="mt-2">
        Valid until <time dateTime={expiresAt}>{expiresAt.slice(11, 16)} UTC</time>, for ten minutes, and no longer than
        this session.
      </p>
      <label className="field mt-5">
        <span className="field-label">Token</span>
        <textarea id="token" readOnly rows={4} className="field-input token" value={token} spellCheck={false} />
      </label>
      <p className="setting-acts">
        <CopyButton text={token}>Copy the token</CopyButton>
      </p>
      <h2 className="mt-5 mb-2 text-task font-strong">Try it in a shell</h2>
      <Terminal lines={[line]} />
      <p className="setting-acts">
        <CopyButton text={line}>Copy the line</CopyButton>
      </p>
    </>
  );
}
