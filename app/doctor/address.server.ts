import { isIP } from "node:net";

import { env, isLoopback } from "../env.server";
import { ask } from "./ask.server";
import { type Finding, fine, note, remedyFor, wrong } from "./finding.server";

const SUBJECT = "Address";

/** Whether the address that people type leads to this server, by the settings and, if one runs, by asking it. */
export async function lookAtAddress(): Promise<Finding[]> {
  const bySettings = settings();
  const asked = await here();
  return [...bySettings, ...asked.findings, ...(asked.runs ? await fromOutside() : [])];
}

const url = new URL(env.origin);
const named = url.hostname.replace(/^\[|\]$/g, "");
/** People reach the server itself, with no proxy in between. */
const direct = url.protocol === "http:" && Number(url.port || 80) === env.port;

function settings(): Finding[] {
  const findings: Finding[] = [];
  if (env.trustedProxies.some((entry) => entry.endsWith("/0")))
    findings.push(
      wrong(SUBJECT, "TRUST_PROXY trusts every address there is.", {
        why: "Anybody may then say to be anybody else, and limits on sign-ins bind nobody.",
        remedy: "Name the proxy's own address or network.",
      }),
    );
  if (!direct && env.trustedProxies.length === 0)
    findings.push(
      wrong(
        SUBJECT,
        `APP_ORIGIN is ${env.origin}, but the server itself speaks http on port ${env.port}, and TRUST_PROXY names no proxy in between.`,
        {
          why: "Without a proxy nobody gets through. With one, everybody seems to call from its address and shares one limit on sign-ins and sign-ups.",
          remedy: `With a proxy, set TRUST_PROXY to its address. Without one, set APP_ORIGIN=http://${url.hostname}:${env.port}`,
        },
      ),
    );
  if (direct && env.loopback && !isLoopback(named))
    findings.push(
      wrong(SUBJECT, `APP_ORIGIN is ${env.origin}, but HOST is ${env.host}, where only this machine gets.`, {
        why: "Who types that address is refused.",
        remedy: `Set HOST to an address that others reach${isIP(named) ? `: HOST=${named}` : ", or to 0.0.0.0"}`,
      }),
    );
  if (direct && !isLoopback(named))
    findings.push(
      note(SUBJECT, `People reach ${env.origin} without TLS.`, {
        why: "Whoever is on the way reads passwords and cookies.",
        remedy: "Put a proxy with TLS in front, set TRUST_PROXY to it and APP_ORIGIN to its https:// address.",
      }),
    );
  return findings;
}

/** Asks whatever listens where this server would. */
async function here(): Promise<{ runs: boolean; findings: Finding[] }> {
  const host = env.host === "0.0.0.0" ? "127.0.0.1" : env.host === "::" ? "::1" : env.host;
  const place = `${env.host}, port ${env.port}`;
  const server = { host, port: env.port };
  const ready = await ask(server, "/readyz", { Host: url.host });
  if (ready.code === "ECONNREFUSED")
    return { runs: false, findings: [fine(SUBJECT, `no server runs on ${place}, so none was asked`)] };
  if (ready.status === 421)
    return {
      runs: false,
      findings: [
        wrong(SUBJECT, `The server on ${place} refuses requests for ${env.origin}. It says: ${ready.text.trim()}`, {
          why: "Everybody who types that address is refused.",
          remedy: "Start it with the same APP_ORIGIN as this command.",
        }),
      ],
    };
  if (!ready.isOurs)
    return {
      runs: false,
      findings: [
        wrong(SUBJECT, `Something else than Clearlist is on ${place} (${ready.status ?? ready.code}).`, {
          why: "The server cannot listen there.",
          remedy: "Stop it, or set PORT to a free one.",
        }),
      ],
    };
  if (ready.status !== 200)
    return {
      runs: true,
      findings: [
        wrong(SUBJECT, `The server on ${place} runs but is not ready (${ready.status}).`, {
          why: "Pages answer 503, and a balancer sends nobody there.",
          remedy: "Its database is away or not migrated, or it is stopping: its log says which.",
        }),
      ],
    };
  const form = await ask(server, HARMLESS, { Host: url.host, Origin: env.origin }, "POST");
  if (form.status === 403)
    return {
      runs: true,
      findings: [
        wrong(SUBJECT, `The server on ${place} takes a form of ${env.origin} for another site's.`, {
          why: "Nobody can sign in or save anything.",
          remedy: "Start it with the same APP_ORIGIN as this command.",
        }),
      ],
    };
  return {
    runs: true,
    findings: [fine(SUBJECT, `the server on ${place} is ready and takes ${env.origin} for its own`)],
  };
}

/** A form that does nothing when it is empty. */
const HARMLESS = "/csp-reports";

/** The way that people take, through whatever stands in front. */
async function fromOutside(): Promise<Finding[]> {
  if (direct && isLoopback(named)) return [];
  const answer = await ask(url, "/readyz", {});
  if (answer.status === 421)
    return [
      wrong(SUBJECT, `What stands in front of ${env.origin} changes the Host that it was asked for.`, {
        why: "The server refuses requests for other names than its own, so nobody gets through.",
        remedy: "Let the proxy pass the Host on. nginx: proxy_set_header Host $host; Apache: ProxyPreserveHost On",
      }),
    ];
  if (answer.code !== undefined)
    return [
      wrong(SUBJECT, `${env.origin} cannot be reached from here (${answer.code}).`, {
        why: "If it is so for others, too, nobody gets to the server.",
        remedy: remedyFor(answer) ?? "Try the address from another machine; look at the proxy's log.",
      }),
    ];
  if (!answer.isOurs)
    return [
      wrong(SUBJECT, `${env.origin} leads to something else than Clearlist (${answer.status}).`, {
        why: "Links in mails and cookies are made for that address.",
        remedy: `Let the proxy pass everything on to port ${env.port}, or correct APP_ORIGIN.`,
      }),
    ];
  return [fine(SUBJECT, `${env.origin} leads to the server`)];
}
