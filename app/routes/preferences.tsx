import { data, href, redirectDocument } from "react-router";

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
import { StrangerHead } from "~/ui/stranger-head";
import { LANGUAGES } from "~/words/language";
import { useWords } from "~/words/words";
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
  const headers = cookies.map((cookie): [string, string] => ["Set-Cookie", cookie]);
  if ((await readFields(request)).has("stay")) return data(null, { headers });
  if (preferences.language === before.language) return seeOtherReplace(href("/preferences"), ...cookies);
  // Scripts that stay on the page have the texts of one language only.
  return redirectDocument(href("/preferences"), { status: 303, headers });
}

export default function PreferencesPage({ loaderData: { desk }, actionData }: Route.ComponentProps) {
  const { settings, preferences: heading, save } = useWords();
  const words = useWords("settings").preferences;
  const { theme, language, keys } = usePreferences();
  const page = (
    <>
      <PageTitle refused={Boolean(actionData)}>{heading}</PageTitle>
      {desk && <BackLink to={href("/settings")}>{settings}</BackLink>}
      <h1>{heading}</h1>
      <div className="setting-lead">
        <p>{words.lead}</p>
      </div>
      <PostForm className="setting-form">
        <ErrorSummary refusal={actionData} title={words.refused} />
        <Choice
          name="theme"
          legend={words.theme}
          value={theme}
          options={[
            { value: "system", label: words.themes.system },
            { value: "light", label: words.themes.light },
            { value: "dark", label: words.themes.dark },
          ]}
          error={actionData?.errors?.theme}
        />
        <Choice
          name="language"
          legend={words.language}
          value={language ?? ""}
          options={[
            { value: "", label: words.asked },
            ...Object.entries(LANGUAGES).map(([value, label]) => ({ value, label, lang: value })),
          ]}
          error={actionData?.errors?.language}
        />
        <Choice
          name="keys"
          legend={words.keys}
          hint={words.keysHint}
          value={keys}
          options={[
            { value: "on", label: words.on },
            { value: "off", label: words.off },
          ]}
          error={actionData?.errors?.keys}
        />
        <div className="setting-acts">
          <button type="submit" className="button button-main">
            {save}
          </button>
        </div>
      </PostForm>
    </>
  );
  if (desk) return <Desk {...desk}>{page}</Desk>;
  return (
    <div className="column">
      <StrangerHead />
      <main id="main">{page}</main>
      <footer>
        <PageFoot />
      </footer>
    </div>
  );
}
