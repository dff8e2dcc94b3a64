import { database } from "~/db/database.server";
import { schemaIsCurrent } from "~/db/migrate.server";
import { reply } from "~/http/reply.server";
import { isStopping } from "~/http/stopping.server";

/** Ready for requests: the database answers within a second, its schema is current, and the server is not stopping. */
export async function loader() {
  const ready = !isStopping() && (await Promise.race([answers(), later(1000)]));
  return reply(ready ? "ready\n" : "not ready\n", {
    status: ready ? 200 : 503,
    headers: { "Cache-Control": "no-store", ...(ready ? {} : { "Retry-After": "5" }) },
  });
}

const answers = () => schemaIsCurrent(database().app).catch(() => false);
const later = (ms: number) => new Promise<false>((resolve) => setTimeout(resolve, ms, false).unref());
