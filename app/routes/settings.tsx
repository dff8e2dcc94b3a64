import { href, Link } from "react-router";

import { principalContext } from "~/auth/guard.server";
import { hasSecondFactor } from "~/auth/second-factor.server";
import { listSessions } from "~/auth/sessions.server";
import { BackLink } from "~/ui/back-link";
import { PageTitle } from "~/ui/page-title";
import { Setting } from "~/ui/setting";
import { counted } from "~/words/say";
import { useWords } from "~/words/words";
import type { Route } from "./+types/settings";

export async function loader({ context }: Route.LoaderArgs) {
  const principal = context.get(principalContext);
  const { name, email } = principal;
  const [sessions, secondFactor] = await Promise.all([listSessions(principal), hasSecondFactor(principal)]);
  return { name, email, sessions: sessions.length, secondFactor };
}

export default function Settings({ loaderData: { name, email, sessions, secondFactor } }: Route.ComponentProps) {
  const { settings, preferences, locale, tasks } = useWords();
  const words = useWords("settings");
  return (
    <>
      <PageTitle>{settings}</PageTitle>
      <BackLink to={href("/tasks")}>{tasks.headings.all}</BackLink>
      <h1>{settings}</h1>
      <Setting
        id="you"
        heading={words.you.heading}
        acts={
          <>
            <Link to={href("/settings/name")} className="button button-plain">
              {words.you.name}
            </Link>
            <Link to={href("/settings/email")} className="button button-plain">
              {words.you.email}
            </Link>
          </>
        }
      >
        <p>
          <bdi>{name}</bdi>, <bdi>{email}</bdi>
        </p>
      </Setting>
      <Setting
        id="preferences"
        heading={preferences}
        acts={
          <Link to={href("/preferences")} className="button button-plain">
            {words.preferences.act}
          </Link>
        }
      >
        <p>{words.preferences.text}</p>
      </Setting>
      <Setting
        id="password"
        heading={words.password.heading}
        acts={
          <Link to={href("/settings/password")} className="button button-plain">
            {words.password.act}
          </Link>
        }
      >
        <p>{words.password.text}</p>
      </Setting>
      <Setting
        id="second-factor"
        heading={words.secondFactor.heading}
        acts={
          <>
            <Link to={href("/settings/second-factor")} className="button button-plain">
              {secondFactor ? words.secondFactor.switchOff : words.secondFactor.setUp}
            </Link>
            {secondFactor && (
              <Link to={href("/settings/recovery-codes")} className="button button-quiet">
                {words.recovery.act}
              </Link>
            )}
          </>
        }
      >
        <p>{secondFactor ? words.secondFactor.isOn : words.secondFactor.isOff}</p>
      </Setting>
      <Setting
        id="sessions"
        heading={words.sessions.heading}
        acts={
          <Link to={href("/settings/sessions")} className="button button-plain">
            {words.sessions.act}
          </Link>
        }
      >
        <p>{counted(locale, words.sessions.count, sessions)}</p>
      </Setting>
      <Setting
        id="api"
        heading={words.api.heading}
        acts={
          <>
            <Link to={href("/settings/token")} className="button button-plain">
              {words.api.get}
            </Link>
            <a href={href("/docs/api")} className="button button-quiet">
              {words.api.read}
            </a>
          </>
        }
      >
        <p>{words.api.text}</p>
      </Setting>
      <Setting
        id="export"
        heading={words.data.heading}
        acts={
          <a href={href("/settings/export")} download className="button button-plain">
            {words.data.act}
          </a>
        }
      >
        <p>{words.data.text}</p>
      </Setting>
      <Setting
        id="deletion"
        heading={words.deletion.act}
        acts={
          <Link to={href("/settings/deletion")} className="button button-quiet text-bad">
            {words.deletion.act}
          </Link>
        }
      >
        <p>{words.deletion.text}</p>
      </Setting>
    </>
  );
}
