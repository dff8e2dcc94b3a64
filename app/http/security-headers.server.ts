const EVERYWHERE = {
  "X-Content-Type-Options": "nosniff",
  // Not "no-referrer": with it Chromium sends "Origin: null" with our own forms, and they would be refused.
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "X-Frame-Options": "DENY",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
};

/** The policy of a page: only our own files, and of scripts only those that carry this page's nonce. */
function pagePolicy(nonce: string, development: boolean): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    // The development server injects styles as elements.
    `style-src 'self'${development ? " 'unsafe-inline'" : ""}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    // Not report-to: Chromium then leaves this one out, and sends reports only to https, a minute late.
    "report-uri /csp-reports",
  ].join("; ");
}

/** Only a worker looks at the policy of its script; ours asks for nothing but our own addresses. */
const SCRIPT_POLICY = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'";
const FILE_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** What a browser forgets on signing out. Cookies are taken away by name, so that what the next page says can be kept. */
export const FORGET = { "Clear-Site-Data": '"cache", "storage"' };

/** What every answer carries, as fields and values in turn; `type` is its Content-Type. */
export function securityHeaders(
  type: string | null,
  { info, https, development }: { info: { nonce: string }; https: boolean; development: boolean },
): string[] {
  const all = [...ALWAYS, "Content-Security-Policy", policyFor(type?.split(";", 1)[0])];
  if (https) all.push("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  return all;

  function policyFor(kind: string | undefined): string {
    if (kind === "text/html") return pagePolicy(info.nonce, development);
    return kind === "text/javascript" ? SCRIPT_POLICY : FILE_POLICY;
  }
}

const ALWAYS = Object.entries(EVERYWHERE).flat();
