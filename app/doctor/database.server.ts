import { existsSync } from "node:fs";
import { join } from "node:path";

import type { Inspection } from "../db/database.server";
import { databaseLock, holderOf } from "../db/lock.server";
import { env } from "../env.server";
import { type Finding, fine, note, remedyFor, wrong } from "./finding.server";

const SUBJECT = "Database";
const APART_MS = 2000;

/** Whether the database answers, fits this version, keeps people apart, and knows what time it is. Changes nothing. */
export async function lookAtDatabase(): Promise<Finding[]> {
  try {
    return env.databaseUrl ? await lookAtPostgres(env.databaseUrl) : await lookAtEmbedded();
  } catch (error) {
    return [
      wrong(SUBJECT, (error as Error).message, {
        why: "The server does not start like this; one that runs answers 503.",
        remedy: remedyFor(error) ?? "As it says; specs/features/operations.md has the rules.",
      }),
    ];
  }
}

async function lookAtPostgres(url: string): Promise<Finding[]> {
  const { hostname, pathname } = new URL(url);
  const { inspectPostgres } = await import("../db/postgres.server");
  return told(`PostgreSQL at ${hostname}${pathname}`, await inspectPostgres(url, env));
}

/** Only one process may have it open: while a server runs, that is the server. */
async function lookAtEmbedded(): Promise<Finding[]> {
  const { inspectEmbedded, refuseOtherMajor } = await import("../db/embedded.server");
  const directory = join(env.dataDir, "db");
  refuseOtherMajor(directory, env.dataDir);
  const holder = holderOf(databaseLock(env.dataDir));
  if (holder !== undefined) return [fine(SUBJECT, `embedded, in use by process ${holder}, and so not opened`)];
  if (!existsSync(directory)) return [fine(SUBJECT, "embedded; it will be made at the first start")];
  return told(`embedded, in ${directory}`, await inspectEmbedded(env.dataDir));
}

function told(place: string, { version, migrations, ahead }: Inspection): Finding[] {
  const findings = [fine(SUBJECT, `${place}, version ${version}`)];
  if (migrations === "missing")
    findings.push(
      note(SUBJECT, "Its schema is older than this version.", {
        why: "Row-level security could not be tried.",
        remedy: "Start the server: it migrates, after a backup if there are accounts.",
      }),
    );
  else findings.push(fine(SUBJECT, "its schema is current, its roles are right, row-level security holds"));
  if (Math.abs(ahead) > APART_MS) {
    const seconds = Math.round(Math.abs(ahead) / 1000);
    findings.push(
      wrong("Clock", `The database's clock is ${seconds} s ${ahead > 0 ? "ahead of" : "behind"} this machine's.`, {
        why: "Sessions and limits end by its clock, tokens and codes of a second factor by this machine's.",
        remedy: "Let both be kept by NTP: timedatectl set-ntp true",
      }),
    );
  }
  return findings;
}
