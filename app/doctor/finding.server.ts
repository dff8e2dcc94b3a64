/** What one look has found out. */
export interface Finding {
  /** `note`: it works, and somebody should know. `wrong`: something does not, or is not safe. */
  verdict: "fine" | "note" | "wrong";
  subject: string;
  what: string;
  /** Why it matters. */
  why?: string;
  /** What to do about it. */
  remedy?: string;
}

type Explained = Required<Pick<Finding, "why" | "remedy">>;

export const fine = (subject: string, what: string): Finding => ({ verdict: "fine", subject, what });
export const note = (subject: string, what: string, explained: Explained): Finding => ({
  verdict: "note",
  subject,
  what,
  ...explained,
});
export const wrong = (subject: string, what: string, explained: Explained): Finding => ({
  verdict: "wrong",
  subject,
  what,
  ...explained,
});

/** What systems and drivers mean by their codes. */
const MEANINGS: [RegExp, string][] = [
  [/^ECONNREFUSED$/, "Nothing listens there. Start it, or correct the port."],
  [/^(ENOTFOUND|EAI_AGAIN)$/, "There is no such host name. Correct it, or this machine's DNS."],
  [/TIMEOUT|ETIMEDOUT|EHOST|ENET/, "It does not answer. A firewall may be in between, or the address be wrong."],
  [/CERT|SELF_SIGNED|ERR_TLS/, "Its certificate is not valid for that name, or nobody this machine trusts signed it."],
  [/^(28P01|28000|EAUTH)$/, "It does not accept the user's name and password. Correct them in the URL."],
  [/^3D000$/, "There is no database of that name. Create it, or correct the end of the URL."],
  [/^53300$/, "It has no connection left. Raise its max_connections, or stop what else uses it."],
];

/** What to do about an error, by the code that it or its cause has; some libraries leave it in the message alone. */
export function remedyFor(error: unknown): string | undefined {
  for (let one = error as (Error & { code?: unknown }) | undefined; one; one = one.cause as typeof one) {
    const codes = [String(one.code), ...(one.message?.match(/\bE[A-Z_]{4,}\b/g) ?? [])];
    const meaning = MEANINGS.find(([pattern]) => codes.some((code) => pattern.test(code)))?.[1];
    if (meaning) return meaning;
  }
  return undefined;
}
