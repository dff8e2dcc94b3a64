import { href } from "react-router";

import { principalContext } from "~/auth/guard.server";
import { endOtherSessions, endSession, listSessions, type SessionFacts } from "~/auth/sessions.server";
import { flash } from "~/http/flash.server";
import { readFields } from "~/http/form.server";
import { seeOtherReplace } from "~/http/navigation.server";
import { When } from "~/tasks/when";
import { BackLink } from "~/ui/back-link";
import type { FlashCode } from "~/ui/flash";
import { PageTitle } from "~/ui/page-title";
import { PostForm } from "~/ui/post-form";
import { Rich } from "~/words/rich";
import { useWords } from "~/words/words";
import { messagesFor } from "~/words/words.server";
import type { Route } from "./+types/sessions";

export async function loader({ context, request }: Route.LoaderArgs) {
  const { device } = messagesFor(request);
  return { sessions: await listSessions(context.get(principalContext), device), year: new Date().getUTCFullYear() };
}

/** One session by its id; without one, all others. One that is gone already has ended, too. */
export async function action({ context, request }: Route.ActionArgs) {
  const principal = context.get(principalContext);
  const id = (await readFields(request)).get("session");
  if (id !== null) await endSession(principal, id);
  else await endOtherSessions(principal);
  return seeOtherReplace(
    href("/settings/sessions"),
    flash<FlashCode>(id !== null ? "session-ended" : "sessions-ended"),
  );
}

export default function Sessions({ loaderData: { sessions, year } }: Route.ComponentProps) {
  const { settings } = useWords();
  const words = useWords("settings").sessions;
  return (
    <>
      <PageTitle>{words.where}</PageTitle>
      <BackLink to={href("/settings")}>{settings}</BackLink>
      <h1>{words.where}</h1>
      <div className="setting-lead">
        <p>{words.lead}</p>
      </div>
      <ul className="sessions" aria-label={words.heading}>
        {sessions.map((session) => (
          <Session key={session.id} session={session} year={year} />
        ))}
      </ul>
      {sessions.length > 1 && (
        <PostForm className="setting-acts">
          <button type="submit" className="button button-plain">
            {words.endAll}
          </button>
        </PostForm>
      )}
    </>
  );
}

function Session({ session, year }: { session: SessionFacts; year: number }) {
  const words = useWords("settings").sessions;
  return (
    <li className="session">
      <div>
        <p className="session-device">{session.device}</p>
        <p className="session-facts">
          <Rich
            text={words.facts}
            since={<When at={session.created_at} exact year={year} />}
            used={<When at={session.last_used_at} exact year={year} />}
          />
        </p>
      </div>
      {session.current ? (
        <p className="session-here">{words.here}</p>
      ) : (
        <PostForm>
          <input type="hidden" name="session" value={session.id} />
          <button type="submit" className="button button-quiet">
            {words.end}
            <span className="sr-only"> {session.device}</span>
          </button>
        </PostForm>
      )}
    </li>
  );
}
