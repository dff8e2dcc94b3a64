import { lookAtAddress } from "./address.server";
import { lookAtClock, lookAtDataDirectory } from "./data-directory.server";
import { lookAtDatabase } from "./database.server";
import { type Finding, fine, wrong } from "./finding.server";
import { lookAtMail } from "./mail.server";

const PATIENCE_MS = 15_000;

const LOOKS: [subject: string, look: () => Finding[] | Promise<Finding[]>][] = [
  ["Data directory", lookAtDataDirectory],
  ["Clock", lookAtClock],
  ["Database", lookAtDatabase],
  ["Address", lookAtAddress],
  ["Mail", lookAtMail],
];

/** `npm run doctor`: looks at everything that a server depends on, and says what is wrong. Changes nothing. */
export async function doctor(): Promise<Finding[]> {
  // Having come here, Node is new enough and every setting keeps its rule: both are looked at before.
  const first = fine("Settings", `valid; Node ${process.versions.node}`);
  const rest = await Promise.all(LOOKS.map(([subject, look]) => inTime(subject, async () => look())));
  return [first, ...rest.flat()];
}

/** A look that does not end, or that fails itself, is a finding, too. */
async function inTime(subject: string, look: () => Promise<Finding[]>): Promise<Finding[]> {
  const failed = (what: string) => [
    wrong(subject, what, { why: "It could not be looked at.", remedy: "Look at it by hand, then run this again." }),
  ];
  const late = new Promise<Finding[]>((resolve) => {
    setTimeout(() => resolve(failed(`No answer within ${PATIENCE_MS / 1000} seconds.`)), PATIENCE_MS).unref();
  });
  return Promise.race([late, look().catch((error: Error) => failed(error.message))]);
}
