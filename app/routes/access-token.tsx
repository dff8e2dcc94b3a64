import { href } from "react-router";

import { accessTokenFor } from "~/auth/account.server";
import { principalContext } from "~/auth/guard.server";
import { BackLink } from "~/ui/back-link";
import { CopyButton } from "~/ui/copy-button";
import { PageTitle } from "~/ui/page-title";
import { PostForm } from "~/ui/post-form";
import { Terminal } from "~/ui/terminal";
import { Rich } from "~/words/rich";
import { useWords } from "~/words/words";
import type { Route } from "./+types/access-token";

/** A token stands only in the answer to a post: no address leads to it, and no history keeps it. */
export async function action({ context, request, url }: Route.ActionArgs) {
  const { token, expiresAt } = await accessTokenFor(request);
  const { userId } = context.get(principalContext);
  const address = url.origin + href("/api/:userId/tasks", { userId });
  return { token, expiresAt, line: `curl -H 'Authorization: Bearer ${token}' '${address}'` };
}

export default function AccessToken({ actionData }: Route.ComponentProps) {
  const { settings } = useWords();
  const { api } = useWords("settings");
  return (
    <>
      <PageTitle>{api.token}</PageTitle>
      <BackLink to={href("/settings")}>{settings}</BackLink>
      <h1>{api.token}</h1>
      {actionData ? <Token {...actionData} /> : <p className="mt-2">{api.lead}</p>}
      <PostForm className="setting-acts mt-5">
        <button type="submit" className={actionData ? "button button-plain" : "button button-main"}>
          {actionData ? api.another : api.show}
        </button>
      </PostForm>
    </>
  );
}

function Token({ token, expiresAt, line }: { token: string; expiresAt: string; line: string }) {
  const { api } = useWords("settings");
  return (
    <>
      <p className="mt-2">
        <Rich text={api.until} time={<time dateTime={expiresAt}>{expiresAt.slice(11, 16)} UTC</time>} />
      </p>
      <label className="field mt-5">
        <span className="field-label">{api.label}</span>
        <textarea id="token" readOnly rows={4} className="field-input token" value={token} spellCheck={false} />
      </label>
      <p className="setting-acts">
        <CopyButton text={token}>{api.copy}</CopyButton>
      </p>
      <h2 className="mt-5 mb-2 text-task font-strong">{api.inShell}</h2>
      <Terminal lines={[line]} />
      <p className="setting-acts">
        <CopyButton text={line}>{api.copyLine}</CopyButton>
      </p>
    </>
  );
}
