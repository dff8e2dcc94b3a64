import { readBody } from "./body.server";

const BODY_MAX = 16 * 1024;
const TEXT_MAX = 200;

export const TOO_LARGE = "too_large";

/** What matters of a report, in few words. Anybody can send one, so each is cut short and none of it is believed. */
export interface PolicyReport {
  directive: string;
  blocked: string;
  page: string;
  source: string;
  line: number;
}

/** The report of a broken content policy (CSP Level 3, 5.3) in the body; undefined when it is none. */
export async function readPolicyReport(request: Request): Promise<PolicyReport | typeof TOO_LARGE | undefined> {
  const body = await readBody(request, BODY_MAX);
  if (typeof body === "string") return TOO_LARGE;
  try {
    const { "csp-report": report } = JSON.parse(new TextDecoder().decode(body));
    return {
      directive: word(report["effective-directive"] ?? report["violated-directive"]),
      blocked: place(report["blocked-uri"]),
      page: place(report["document-uri"]),
      source: place(report["source-file"]),
      line: Number(report["line-number"]) || 0,
    };
  } catch {
    return undefined;
  }
}

/** An address without its query and fragment, which may hold a token; a keyword such as "inline" as it is. */
function place(value: unknown): string {
  const url = URL.parse(String(value ?? ""));
  return url && /^https?:$/.test(url.protocol) ? (url.origin + url.pathname).slice(0, TEXT_MAX) : word(value);
}

function word(value: unknown): string {
  return /^[a-z-]{0,40}/.exec(String(value ?? ""))![0];
}
