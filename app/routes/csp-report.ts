import { readBody } from "~/http/body.server";
import { minuteLimit } from "~/http/rate-limit.server";
import { log } from "~/log.server";
import type { Route } from "./+types/csp-report";

const REPORT_MAX = 16 * 1024;
/** Anybody may send these, so no more of them get into the log than somebody can read. */
const perMinute = minuteLimit(30);

/** Browsers tell here what a Content-Security-Policy has stopped (CSP Level 3). What they send is not to be trusted. */
export async function action({ request }: Route.ActionArgs) {
  const body = await readBody(request, REPORT_MAX);
  if (typeof body !== "string" && !perMinute("everybody")?.exceeded)
    for (const report of reportsIn(body)) log.warn({ report }, "a policy has stopped something");
  return new Response(null, { status: 204 });
}

export const loader = () => new Response(null, { status: 405, headers: { Allow: "POST" } });

/** At most three, of each only what helps and gives nobody away: no query, no sample of a script. */
function reportsIn(body: Uint8Array): object[] {
  try {
    const sent: unknown = JSON.parse(new TextDecoder().decode(body));
    return [sent].flat().slice(0, 3).map(summary);
  } catch {
    return [];
  }
}

function summary(report: unknown): object {
  const one = Object(report) as { "csp-report"?: object; body?: object };
  const fields = { ...one["csp-report"], ...one.body } as Record<string, unknown>;
  const text = (...names: string[]) => String(names.map((name) => fields[name]).find(Boolean) ?? "").slice(0, 200);
  return {
    directive: text("effective-directive", "effectiveDirective", "violated-directive"),
    blocked: withoutQuery(text("blocked-uri", "blockedURL")),
    page: withoutQuery(text("document-uri", "documentURL")),
  };
}

const withoutQuery = (address: string) => address.split(/[?#]/, 1)[0];
