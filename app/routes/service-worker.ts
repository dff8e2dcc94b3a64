import interLatin from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";

import stylesheet from "~/app.css?url";
import { env } from "~/env.server";
import { workerScript } from "~/offline/offline-page.server";
import { preferencesOf } from "~/preferences/preferences.server";
import { messagesFor } from "~/words/words.server";
import type { Route } from "./+types/service-worker";

/** /sw.js: what a browser keeps of us for when there is no network. With another choice it is another worker. */
export function loader({ request }: Route.LoaderArgs) {
  const { theme } = preferencesOf(request);
  const script = workerScript(
    env.offlinePage && { stylesheet, fonts: [interLatin], theme, words: messagesFor(request) },
  );
  return new Response(script, {
    headers: { "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "private, no-cache" },
  });
}
