import interLatin from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";
import type { ReactNode } from "react";
import {
  data,
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  type ShouldRevalidateFunctionArgs,
} from "react-router";

import { env } from "~/env.server";
import { takeFlash } from "~/http/flash.server";
import { requestInfo } from "~/http/request-context.server";
import { useOfflinePage } from "~/offline/register";
import { useWords } from "~/words/words";
import { flashText } from "~/words/words.server";
import type { Route } from "./+types/root";
import stylesheet from "./app.css?url";
import { type Preferences, usePreferences } from "./preferences/preferences";
import { preferencesOf } from "./preferences/preferences.server";
import { Arrival } from "./ui/arrival";
import { ErrorPage } from "./ui/error-page";
import { useNonce } from "./ui/nonce";
import { Status } from "./ui/status";

export const links: Route.LinksFunction = () => [
  { rel: "preload", href: interLatin, as: "font", type: "font/woff2", crossOrigin: "anonymous" },
  { rel: "stylesheet", href: stylesheet },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  { rel: "apple-touch-icon", href: "/apple-touch-icon.png" },
  { rel: "manifest", href: "/manifest.webmanifest" },
];

export function loader({ context, request }: Route.LoaderArgs) {
  const { message, count, undo, clear } = takeFlash(request);
  const headers = clear ? { "Set-Cookie": clear } : undefined;
  const said = flashText(request, message, count);
  const preferences = preferencesOf(request);
  const { id: requestId } = context.get(requestInfo);
  const { origin, offlinePage } = env;
  return data({ said, undo, at: Date.now(), requestId, origin, offlinePage, preferences }, { headers });
}

/** What was said stays said when the page is only drawn anew, because of a change elsewhere. */
export const shouldRevalidate = ({ formMethod, currentUrl, nextUrl, ...rest }: ShouldRevalidateFunctionArgs) =>
  rest.defaultShouldRevalidate && (formMethod !== undefined || currentUrl.href !== nextUrl.href);

/** The sheet that every page is written on, error pages included. */
export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  const { theme } = usePreferences();
  const { language, dir, skip } = useWords();
  return (
    <html lang={language} dir={dir} data-theme={theme === "system" ? undefined : theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <ThemeColours theme={theme} />
        <meta name="apple-mobile-web-app-title" content="Clearlist" />
        <Meta />
        <Links nonce={nonce} />
      </head>
      <body>
        <a href="#main" className="skip">
          {skip}
        </a>
        {children}
        <Arrival />
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

/** What the browser paints before the style sheet is there, and around the page. */
function ThemeColours({ theme }: Pick<Preferences, "theme">) {
  return (
    <>
      <meta name="color-scheme" content={theme === "system" ? "light dark" : theme} />
      {theme !== "dark" && <meta name="theme-color" media={forSystem(theme, "light")} content="#f7fbfb" />}
      {theme !== "light" && <meta name="theme-color" media={forSystem(theme, "dark")} content="#0f1517" />}
    </>
  );
}

const forSystem = (theme: Preferences["theme"], wants: "light" | "dark") =>
  theme === "system" ? `(prefers-color-scheme: ${wants})` : undefined;

export default function App({ loaderData: { said, undo, at, offlinePage } }: Route.ComponentProps) {
  useOfflinePage(offlinePage);
  return (
    <>
      <Outlet />
      <Status text={said} at={at} undo={undo} />
    </>
  );
}

export function ErrorBoundary({ error, loaderData }: Route.ErrorBoundaryProps) {
  const answer = isRouteErrorResponse(error) ? error : { status: 500, data: null };
  return <ErrorPage status={answer.status} requestId={loaderData?.requestId} unsent={answer.data?.unsent} />;
}
