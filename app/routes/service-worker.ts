import interLatin from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";

import stylesheet from "~/app.css?url";
import { env } from "~/env.server";
import { workerScript } from "~/offline/offline-page.server";

/** /sw.js: what a browser keeps of us for when there is no network. */
export function loader() {
  const script = workerScript(env.offlinePage ? [stylesheet, interLatin] : null);
  return new Response(script, {
    headers: { "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "no-cache" },
  });
}
