import { methods } from "~/http/methods.server";
import { readPolicyReport, TOO_LARGE } from "~/http/policy-report.server";
import { problem } from "~/http/problem.server";
import { minuteLimit } from "~/http/rate-limit.server";
import { log } from "~/log.server";
import type { Route } from "./+types/csp-reports";

/** For all browsers together: whoever makes up reports fills no disk with them. */
const REPORTS_A_MINUTE = 60;
const reportsOf = minuteLimit(REPORTS_A_MINUTE);

/** What a browser sends when a page tried what its content policy forbids: one line in the log. */
const receive = async ({ request }: Route.ActionArgs): Promise<Response> => {
  const quota = reportsOf("everybody");
  if (quota?.exceeded)
    return problem("rate_limited", "There have been many reports already.", {
      headers: { "Retry-After": String(quota.seconds) },
    });
  const report = await readPolicyReport(request);
  if (report === TOO_LARGE) return problem("payload_too_large", "A report must have at most 16 KiB.");
  if (report) log.warn({ report }, "a browser kept a page from what its content policy forbids");
  return new Response(null, { status: 204 });
};

export const loader = methods<Route.ActionArgs>({ POST: receive });
export const action = loader;
