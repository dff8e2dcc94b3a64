import { env } from "../env.server";

const NAME = "flash";
const attributes = `Path=/; HttpOnly; SameSite=Lax${env.origin.startsWith("https:") ? "; Secure" : ""}`;

/** The cookie that carries a message to the next page. A code, never a text: nobody else's words get onto our pages. */
export function flash<Code extends string>(code: Code): string {
  return `${NAME}=${code}; Max-Age=60; ${attributes}`;
}

/** The message that came with this request, and the cookie that keeps it from being shown twice. */
export function takeFlash(request: Request): { message: string | null; clear: string | null } {
  const message = /(?:^|; )flash=([a-z-]{1,40})(?:;|$)/.exec(request.headers.get("Cookie") ?? "")?.[1] ?? null;
  return { message, clear: message && `${NAME}=; Max-Age=0; ${attributes}` };
}
