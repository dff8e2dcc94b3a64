import { redirect, replace } from "react-router";

const BASE = "http://clearlist.invalid";

/** `value` when it is a path of this site, else `fallback`: nobody is sent elsewhere by a link they followed here. */
export function safePath(value: unknown, fallback = "/tasks"): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop tabs and newlines, so "/\t/evil" is "//evil".
  if (typeof value !== "string" || !/^\/(?![/\\])/.test(value) || /[\u0000-\u001f\u007f\\]/.test(value))
    return fallback;
  const url = URL.parse(value, BASE);
  return url?.origin === BASE && !url.pathname.startsWith("//") ? url.pathname + url.search + url.hash : fallback;
}

/** After a post: see the page at `path`, with these cookies set (RFC 9110, 303). */
export function seeOther(path: string, ...cookies: string[]): Response {
  return redirect(path, { status: 303, headers: cookies.map((cookie): [string, string] => ["Set-Cookie", cookie]) });
}

/** The same when the form sits on the page that it returns to: "back" leads to where the person came from. */
export function seeOtherReplace(path: string, ...cookies: string[]): Response {
  return replace(path, { status: 303, headers: cookies.map((cookie): [string, string] => ["Set-Cookie", cookie]) });
}
