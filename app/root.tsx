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

import { takeFlash } from "~/http/flash.server";
import { requestInfo } from "~/http/request-context.server";
import type { Route } from "./+types/root";
import stylesheet from "./app.css?url";
import { Arrival } from "./ui/arrival";
import { ErrorPage } from "./ui/error-page";
import { flashText } from "./ui/flash";
import { useNonce } from "./ui/nonce";
import { Status } from "./ui/status";

export const links: Route.LinksFunction = () => [
  { rel: "preload", href: interLatin, as: "font", type: "font/woff2", crossOrigin: "anonymous" },
  { rel: "stylesheet", href: stylesheet },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

export function loader({ context, request }: Route.LoaderArgs) {
  const { message, clear } = takeFlash(request);
  const headers = clear ? { "Set-Cookie": clear } : undefined;
  return data({ message, at: Date.now(), requestId: context.get(requestInfo).id }, { headers });
}

/** What was said stays said when the page is only drawn anew, because of a change elsewhere. */
export const shouldRevalidate = ({ formMethod, currentUrl, nextUrl, ...rest }: ShouldRevalidateFunctionArgs) =>
  rest.defaultShouldRevalidate && (formMethod !== undefined || currentUrl.href !== nextUrl.href);

/** The sheet that every page is written on, error pages included. */
export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f7fbfb" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#0f1517" />
        <meta
          name="description"
          content="A clear sheet for what you have to do: write a task down, tick it off, find it again."
        />
        <Meta />
        <Links nonce={nonce} />
      </head>
      <body>
        <a href="#main" className="skip">
          Skip to the content
        </a>
        {children}
        <Arrival />
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App({ loaderData: { message, at } }: Route.ComponentProps) {
  return (
    <>
      <Outlet />
      <Status text={flashText(message)} at={at} />
    </>
  );
}

export function ErrorBoundary({ error, loaderData }: Route.ErrorBoundaryProps) {
  const answer = isRouteErrorResponse(error) ? error : { status: 500, data: null };
  return <ErrorPage status={answer.status} requestId={loaderData?.requestId} unsent={answer.data?.unsent} />;
}
