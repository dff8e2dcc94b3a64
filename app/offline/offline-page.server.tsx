import { createHash } from "node:crypto";
import { renderToStaticMarkup } from "react-dom/server";

import type { Preferences } from "~/preferences/preferences";
import { titled } from "~/ui/page-title";
import { Mark } from "~/ui/wordmark";
import type { Messages } from "~/words/messages.en.server";
import returning from "./returning.ts?script";
import worker from "./worker.ts?script";

/** What the worker carries: it asks for nothing else. */
export interface Offline {
  /** Changes with everything below. */
  version: string;
  /** The files of the page, by their paths. */
  files: string[];
  /** The page, with @@nonce@@, @@asked@@, @@again@@ and @@unsent@@. */
  page: string;
  /** A form to be sent again, with @@action@@, @@words@@ and @@fields@@. */
  form: string;
}

interface Look {
  stylesheet: string;
  fonts: string[];
  theme: Preferences["theme"];
  words: Messages;
}

/** The worker's script, with the page as it is to look; with none, of a worker that is not wanted any more. */
export function workerScript(look: Look | false): string {
  return `const OFFLINE = ${JSON.stringify(look ? carried(look) : null)};\n${worker}`;
}

function carried(look: Look): Offline {
  const files = [look.stylesheet, ...look.fonts];
  const html = renderToStaticMarkup(<Page {...look} />);
  const page = `<!doctype html>${html.replace("@@script@@", () => returning)}`;
  const form = renderToStaticMarkup(<Form words={look.words} />);
  const version = createHash("sha256")
    .update(JSON.stringify([files, page, form, worker]))
    .digest("hex")
    .slice(0, 12);
  return { version, files, page, form };
}

function Page({ stylesheet, theme, words }: Look) {
  const { offline } = words;
  return (
    <html lang={words.language} dir={words.dir} data-theme={theme === "system" ? undefined : theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content={theme === "system" ? "light dark" : theme} />
        <title>{titled(offline.title)}</title>
        <link rel="stylesheet" href={stylesheet} />
      </head>
      <body>
        <a href="#main" className="skip">
          {offline.skip}
        </a>
        <div className="card-page">
          <header>
            <a href="/" className="wordmark">
              <Mark />
              Clearlist
            </a>
          </header>
          <main
            id="main"
            className="grid w-full max-w-md justify-items-center gap-4 text-center"
            data-asked="@@asked@@"
          >
            <svg
              viewBox="0 0 84 84"
              aria-hidden="true"
              className="size-28 fill-none stroke-edge stroke-[1.5] [stroke-linecap:round] [stroke-linejoin:round]"
            >
              <path d="M20 8h32l12 12v52H20zM52 8v12h12" />
              <path
                className="stroke-accent stroke-2"
                d="M26 40a23 23 0 0 1 32 0M33 47a13 13 0 0 1 18 0M42 55v.5M30 60l26-28"
              />
            </svg>
            <h1>{offline.title}</h1>
            <p className="text-ink-soft">{offline.text}</p>
            @@unsent@@
            <p
              role="status"
              id="network"
              className="text-secondary text-ink-soft"
              data-away={offline.away}
              data-back={offline.back}
            >
              {offline.looking}
            </p>
            <p>
              <a href="@@again@@" className="button button-plain">
                {offline.tryAgain}
              </a>
            </p>
          </main>
        </div>
        <script nonce="@@nonce@@" type="module">
          @@script@@
        </script>
      </body>
    </html>
  );
}

function Form({ words: { offline } }: Pick<Look, "words">) {
  return (
    <form method="post" action="@@action@@" className="unsent">
      <p>{offline.unsent}</p>
      <blockquote>@@words@@</blockquote>
      @@fields@@
      <button type="submit" className="button button-main">
        {offline.send}
      </button>
    </form>
  );
}
