import { env } from "../env.server";

const NAME = "flash";
const attributes = `Path=/; HttpOnly; SameSite=Lax${env.origin.startsWith("https:") ? "; Secure" : ""}`;

/** What belongs to a message: how many things it is about, and the id of the change that can be undone from there. */
interface About {
  count: number;
  undo?: string;
}

/**
 * The cookie that carries a message to the next page. A code, a number and an id, never a text: nobody else's words get
 * onto our pages.
 */
export function flash<Code extends string>(code: Code, about?: About): string {
  const value = about ? `${code}.${about.count}${about.undo ? `.${about.undo}` : ""}` : code;
  return `${NAME}=${value}; Max-Age=60; ${attributes}`;
}

/** The message that came with this request, and the cookie that keeps it from being shown twice. */
export function takeFlash(request: Request) {
  const [, message = null, count, undo = null] = FLASH.exec(request.headers.get("Cookie") ?? "") ?? [];
  return { message, count: Number(count ?? 1), undo, clear: message && `${NAME}=; Max-Age=0; ${attributes}` };
}
const FLASH = /(?:^|; )flash=([a-z-]{1,40})(?:\.(\d{1,9})(?:\.([0-9a-f-]{36}))?)?(?:;|$)/;
