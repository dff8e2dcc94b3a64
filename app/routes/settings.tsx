import { href, Link } from "react-router";

import { principalContext } from "~/auth/guard.server";
import { hasSecondFactor } from "~/auth/second-factor.server";
import { listSessions } from "~/auth/sessions.server";
import { BackLink } from "~/ui/back-link";
import { PageTitle } from "~/ui/page-title";
import { Setting } from "~/ui/setting";
import type { Route } from "./+types/settings";

export async function loader({ context }: Route.LoaderArgs) {
  const principal = context.get(principalContext);
  const { name, email } = principal;
  const [sessions, secondFactor] = await Promise.all([listSessions(principal), hasSecondFactor(principal)]);
  return { name, email, sessions: sessions.length, secondFactor };
}

export default function Settings({ loaderData: { name, email, sessions, secondFactor } }: Route.ComponentProps) {
  return (
    <>
      <PageTitle>Settings</PageTitle>
      <BackLink to={href("/tasks")}>Tasks</BackLink>
      <h1>Settings</h1>
      <Setting
        id="you"
        heading="You"
        acts={
          <>
            <Link to={href("/settings/name")} className="button button-plain">
              Change your name
            </Link>
            <Link to={href("/settings/email")} className="button button-plain">
              Change your e-mail
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
        heading="Preferences"
        acts={
          <Link to={href("/preferences")} className="button button-plain">
            Change your preferences
          </Link>
        }
      >
        <p>Light or dark, and whether single keys do something. They are kept in this browser.</p>
      </Setting>
      <Setting
        id="password"
        heading="Password"
        acts={
          <Link to={href("/settings/password")} className="button button-plain">
            Change your password
          </Link>
        }
      >
        <p>Changing it signs you out everywhere else.</p>
      </Setting>
      <Setting
        id="second-factor"
        heading="Second factor"
        acts={
          <>
            <Link to={href("/settings/second-factor")} className="button button-plain">
              {secondFactor ? "Switch it off" : "Set it up"}
            </Link>
            {secondFactor && (
              <Link to={href("/settings/recovery-codes")} className="button button-quiet">
                New recovery codes
              </Link>
            )}
          </>
        }
      >
        <p>
          {secondFactor
            ? "It is on: signing in takes your password and a code from your authenticator app."
            : "It is off: your password alone signs you in. With it on, signing in also takes a code from an app."}
        </p>
      </Setting>
      <Setting
        id="sessions"
        heading="Sessions"
        acts={
          <Link to={href("/settings/sessions")} className="button button-plain">
            See your sessions
          </Link>
        }
      >
        <p>{sessions === 1 ? "You are signed in here and nowhere else." : `You are signed in ${sessions} times.`}</p>
      </Setting>
      <Setting
        id="api"
        heading="API access"
        acts={
          <>
            <Link to={href("/settings/token")} className="button button-plain">
              Get a token
            </Link>
            <a href={href("/docs/api")} className="button button-quiet">
              Read about the API
            </a>
          </>
        }
      >
        <p>
          A program does with your tasks what you do here, as long as it has a token. Tokens last ten minutes and end
          with this session.
        </p>
      </Setting>
      <Setting
        id="export"
        heading="Your data"
        acts={
          <a href={href("/settings/export")} download className="button button-plain">
            Download everything
          </a>
        }
      >
        <p>All your tasks and what is kept about you, as one file of JSON.</p>
      </Setting>
      <Setting
        id="deletion"
        heading="Delete your account"
        acts={
          <Link to={href("/settings/deletion")} className="button button-quiet text-bad">
            Delete your account
          </Link>
        }
      >
        <p>Your tasks go with it, and nothing of it can be brought back.</p>
      </Setting>
    </>
  );
}
