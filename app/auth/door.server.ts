import { noticingOutages } from "~/db/outage.server";
import { withHashBeforehand } from "./passwords.server";

/** Every call of Better Auth on somebody's behalf goes through here, from the pages and from /api/auth alike. */
export function throughDoor<T>(work: () => Promise<T>): Promise<T> {
  return withHashBeforehand(() => noticingOutages(work));
}
