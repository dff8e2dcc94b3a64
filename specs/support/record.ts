import { appendFileSync } from "node:fs";

/** Notes for `npm run security:report` how many attacks of a kind were tried, where one test stands for many. */
export function record(kind: string, tried: number, succeeded: number): void {
  if (process.env.ATTACKS) appendFileSync(process.env.ATTACKS, `${JSON.stringify({ kind, tried, succeeded })}\n`);
}
