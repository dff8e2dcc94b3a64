import { accessSync, constants, existsSync, statfsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

import { env } from "../env.server";
import { type Finding, fine, wrong } from "./finding.server";

const SUBJECT = "Data directory";
const LITTLE_BYTES = 256 * 1024 * 1024;
const LEFT_OVER_MS = 60_000;

/** Whether the data directory can be used by us, and by nobody else, and has room. */
export function lookAtDataDirectory(): Finding[] {
  const { dataDir } = env;
  const kept = [dataDir, join(dataDir, "db"), join(dataDir, "secret")].filter(existsSync);
  const findings = [
    ...openToOthers(dataDir),
    ...[...new Set([nearest(dataDir), ...kept])].flatMap(closedToUs),
    ...full(dataDir),
  ];
  if (findings.length > 0) return findings;
  return [fine(SUBJECT, existsSync(dataDir) ? dataDir : `${dataDir} will be made at the first start.`)];
}

/** Whether the machine knows what time it is; the build was made in the past. */
export function lookAtClock(): Finding[] {
  const built = statSync("build/stamp").mtimeMs;
  if (Date.now() > built - LEFT_OVER_MS) return [fine("Clock", new Date().toISOString())];
  return [
    wrong("Clock", `This machine's clock says ${new Date().toISOString()}, which is before this version was built.`, {
      why: "Access tokens, codes of a second factor and links from mails go by the time.",
      remedy: "Set the clock, and let it be kept: timedatectl set-ntp true",
    }),
  ];
}

/** When nobody else may enter the directory, it does not matter what they might do to the files in it. */
function openToOthers(path: string): Finding[] {
  if (process.platform === "win32" || !existsSync(path) || (statSync(path).mode & 0o077) === 0) return [];
  return [
    wrong(SUBJECT, `${path} is open to other users of this machine.`, {
      why: "Whoever reads it has everybody's tasks, or the secret that all signatures come from.",
      remedy: `chmod 700 '${path}'`,
    }),
  ];
}

function closedToUs(path: string): Finding[] {
  const us = process.getuid?.();
  const { uid } = statSync(path);
  if (us !== undefined && uid !== us && path.startsWith(env.dataDir))
    return [
      wrong(SUBJECT, `${path} belongs to user ${uid}, and this runs as user ${us}.`, {
        why: "What one of them writes the other may not be able to read, and then the server does not start.",
        remedy: `Run this, and the server, as user ${uid}; or chown -R ${us} '${env.dataDir}'`,
      }),
    ];
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return [];
  } catch {
    return [
      wrong(SUBJECT, `${path} cannot be written to.`, {
        why: "The database and the secret are kept there.",
        remedy: `chmod u+rwX '${path}', or set DATA_DIR to a folder of your own`,
      }),
    ];
  }
}

function full(dataDir: string): Finding[] {
  const { bavail, bsize } = statfsSync(nearest(dataDir));
  if (bavail * bsize >= LITTLE_BYTES) return [];
  return [
    wrong(SUBJECT, `Only ${Math.floor((bavail * bsize) / 1024 / 1024)} MiB are free where ${dataDir} is.`, {
      why: "On a full disk nothing can be saved, and backups fail.",
      remedy: "Make room, or set BACKUP_DIR to another disk.",
    }),
  ];
}

/** The folder itself, or the one in which it will be made. */
function nearest(path: string): string {
  return existsSync(path) ? path : nearest(dirname(path));
}
