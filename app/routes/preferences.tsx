import { data, href, Link } from "react-router";

import { visitorContext } from "~/auth/guard.server";
import { flash } from "~/http/flash.server";
import { readFields, readForm } from "~/http/form.server";
import { seeOtherReplace } from "~/http/navigation.server";
import { usePreferences } from "~/preferences/preferences";
import { preferencesCookie, preferencesInput, preferencesOf } from "~/preferences/preferences.server";
import { Desk } from "~/tasks/desk";
import { countTasks } from "~/tasks/task-list.server";
import { BackLink } from "~/ui/back-link";
import { Choice } from "~/ui/choice";
import { ErrorSummary } from "~/ui/error-summary";
import type { FlashCode } from "~/ui/flash";
import { PageFoot } from "~/ui/page-foot";
import { PageTitle } from "~/ui/page-title";
import { PostForm } from "~/ui/post-form";
import type { Refusal } from "~/ui/refusal";
import { Wordmark } from "~/ui/wordmark";
import type { Route } from "./+types/preferences";

/** Kept in the browser, so that strangers have it as well: nothing of it is kept about an account. */
export async function loader({ context }: Route.LoaderArgs) {
  const visitor = context.get(visitorContext);
  return { desk: visitor && { id: visitor.userId, name: visitor.name, counts: await countTasks(visitor) } };
}

export async function action({ request }: Route.ActionArgs) {
  const form = await readForm(request, preferencesInput);
  if (!form.ok) return data<Refusal>({ errors: form.errors }, 422);
  const { theme, language, keys } = form.input;
  const before = preferencesOf(request);
  const preferences = {
    theme: theme ?? before.theme,
    language: language === undefined ? before.language : language || undefined,
    keys: keys ?? before.keys,
  };
  const cookies = [preferencesCookie(preferences), flash<FlashCode>("preferences-saved")];
  if (!(await readFields(request)).has("stay")) return seeOtherReplace(href("/preferences"), ...cookies);
  return data(null, { headers: cookies.map((cookie): [string, string] => ["Set-Cookie", cookie]) });
}

export default function PreferencesPage({ loaderData: { desk }, actionData }: Route.ComponentProps) {
  const { theme, keys } = usePreferences();
  const page = (
    <>
      <PageTitle refused={Boolean(actionData)}>Preferences</PageTitle>
      {desk && <BackLink to={href("/settings")}>Settings</BackLink>}
      <h1>Preferences</h1>
      <div className="setting-lead">
        <p>They are kept in this browser, for a year.</p>
      </div>
      <PostForm className="setting-form">
        <ErrorSummary refusal={actionData} title="Your preferences are as they were" />
        <Choice
          name="theme"
          legend="Appearance"
          value={theme}
          options={[
            { value: "system", label: "As the system has it" },
            { value: "light", label: "Light" },
            { value: "dark", label: "Dark" },
          ]}
          error={actionData?.errors?.theme}
        />
        <Choice
          name="keys"
          legend="Single keys"
          hint="With JavaScript, keys such as n and / do something when no field has the focus."
          value={keys}
          options={[
            { value: "on", label: "On" },
            { value: "off", label: "Off" },
          ]}
          error={actionData?.errors?.keys}
        />
        <div className="setting-acts">
          <button type="submit" className="button button-main">
            Save
          </button>
        </div>
      </PostForm>
    </>
  );
  if (desk) return <Desk {...desk}>{page}</Desk>;
  return (
    <div className="column">
      <header className="landing-head">
        <Wordmark />
        <Link to={href("/login")} className="button button-quiet">
          Sign in
        </Link>
      </header>
      <main id="main">{page}</main>
      <footer>
        <PageFoot />
      </footer>
    </div>
  );
}
