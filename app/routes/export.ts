import { principalContext, type Visitor } from "~/auth/guard.server";
import { readProfile } from "~/auth/profile.server";
import { listSessions } from "~/auth/sessions.server";
import { everyTaskJson } from "~/tasks/every-task.server";
import { everyTrashedTaskJson } from "~/tasks/trash.server";
import type { Route } from "./+types/export";

/** Everything that is kept of the person who asks, as one JSON document. */
export async function loader({ context }: Route.LoaderArgs) {
  const parts = documentOf(context.get(principalContext));
  const first = await parts.next(); // what cannot even begin is answered as an error, not as a broken file
  const date = new Date().toISOString().slice(0, 10);
  return new Response(streamOf(first.value as string, parts), {
    headers: {
      "Content-Type": "application/json",
      "Content-Disposition": `attachment; filename="clearlist-${date}.json"`,
    },
  });
}

async function* documentOf(visitor: Visitor): AsyncGenerator<string> {
  const head = {
    schema_version: 1,
    exported_at: new Date().toISOString(),
    profile: await readProfile(visitor),
    sessions: await listSessions(visitor),
  };
  yield `${JSON.stringify(head).slice(0, -1)},"tasks":`;
  yield* everyTaskJson(visitor);
  yield ',"trash":';
  yield* everyTrashedTaskJson(visitor);
  yield "}\n";
}

/** A piece is made when the one before it has been taken. */
function streamOf(first: string, rest: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      start: (controller) => controller.enqueue(encoder.encode(first)),
      async pull(controller) {
        const { done, value } = await rest.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      cancel: async () => void (await rest.return(undefined)),
    },
    { highWaterMark: 0 },
  );
}
