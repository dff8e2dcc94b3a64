import { type Visitor, visitorContext } from "~/auth/guard.server";
import { DatabaseUnavailable } from "~/db/errors.server";
import { sessionLives } from "~/db/identity.server";
import { markNow, newsSince, onNews } from "~/db/news.server";
import { noWait } from "~/db/patience.server";
import { env } from "~/env.server";
import { eventStream } from "~/http/event-stream.server";
import { notFound } from "~/http/problem.server";
import { type RequestInfo, requestInfo } from "~/http/request-context.server";
import { log } from "~/log.server";
import type { Route } from "./+types/task-events";

/** Between two events of one stream: ten a second are enough to see, however much changes. */
const PAUSE_MS = 100;

/** Tells whoever is signed in when their tasks change; others are told by 204 not to come back. */
export function loader({ context, request }: Route.LoaderArgs): Response {
  const asked = new URL(request.url);
  if (asked.pathname.endsWith(".data")) throw notFound(); // React Router would wait for its end
  const visitor = context.get(visitorContext);
  if (!visitor) return new Response(null, { status: 204 });
  const since = request.headers.get("Last-Event-ID") ?? asked.searchParams.get("since") ?? "";
  return follow(visitor, since, request.signal, context.get(requestInfo));
}

function follow(visitor: Visitor, since: string, signal: AbortSignal, { id }: RequestInfo): Response {
  let owed: string | undefined;
  let asking = false;
  const leave = onNews(visitor.userId, (mark) => {
    owed = mark;
    void tell();
  });
  const stream = eventStream({
    ...{ reader: visitor.userId, signal, id: markNow(), heartbeatMs: env.liveHeartbeat },
    onHeartbeat: () => void tell(),
    onEnd: leave,
  });
  if (!stream) {
    leave();
    return new Response(null, { status: 503 });
  }
  if (newsSince(visitor.userId, since)) {
    owed = markNow();
    void tell();
  }
  return stream.response;

  /** Says what is owed, to a session that lives. Also asks after the session when nothing is owed. */
  async function tell(): Promise<void> {
    if (asking || !stream?.takes()) return;
    asking = true;
    try {
      do {
        const mark = owed;
        if (!(await sessionLives({ ...visitor, wait: noWait() }))) return stream.dismiss();
        if (mark === undefined || !stream.takes()) break;
        stream.send("changed", mark);
        if (owed === mark) owed = undefined;
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      } while (owed !== undefined && stream.takes());
    } catch (error) {
      // Asked again at the next sign of life; what is owed stays owed.
      if (!(error instanceof DatabaseUnavailable)) log.error({ id, err: error }, "a change could not be told");
    } finally {
      asking = false;
    }
  }
}
