import { gauge } from "../metrics/registry.server";
import { isStopping, onStopping } from "./stopping.server";

/** Server-sent events to one reader, until either side ends it. */
export interface EventStream {
  response: Response;
  /** False once it has ended, or the reader does not take what is sent. */
  takes(): boolean;
  /** Sends an event; `id` comes back in `Last-Event-ID` when the reader comes back. */
  send(event: string, id: string): void;
  /** Says that there is no use in coming back, and ends it. */
  dismiss(): void;
}

interface Options {
  /** Who reads. */
  reader: string;
  /** Aborted when the reader has gone. */
  signal: AbortSignal;
  /** The id that the reader comes back with when no event has been sent. */
  id: string;
  heartbeatMs: number;
  onHeartbeat: () => void;
  onEnd: () => void;
}

/** Of one reader; browsers open six at most. */
const AT_ONCE = 10;
/** So that those who lost their stream together do not come back in the same instant. */
const RETRY_MS = { least: 1000, spread: 3000 };
/** Pieces that wait for a reader who does not read. */
const BACKLOG = 8;

interface Open {
  dismiss(): void;
}
const open = new Map<string, Set<Open>>();
gauge("live_streams", "Open streams of events.", () => [...open.values()].reduce((sum, { size }) => sum + size, 0));

/** Opens a stream; of more than ten of one reader the oldest is dismissed. Undefined when the server is stopping. */
export function eventStream({ reader, signal, id, heartbeatMs, onHeartbeat, onEnd }: Options): EventStream | undefined {
  if (isStopping() || signal.aborted) return undefined;
  const encoder = new TextEncoder();
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>(
    {
      start: (given) => {
        controller = given;
      },
      cancel: () => end(),
    },
    { highWaterMark: BACKLOG },
  );
  let ended = false;
  const takes = () => !ended && (controller.desiredSize ?? 0) > 0;
  const write = (text: string) => void (ended || controller.enqueue(encoder.encode(text)));
  const stream: EventStream = {
    response: new Response(body, { headers: { "Content-Type": "text/event-stream", "X-Accel-Buffering": "no" } }),
    takes,
    send: (event, id) => write(`event: ${event}\nid: ${id}\ndata: \n\n`),
    dismiss: () => {
      write("event: end\ndata: \n\n");
      end();
    },
  };
  const timer = setInterval(() => {
    if (!takes()) return end();
    write(":\n\n");
    onHeartbeat();
  }, heartbeatMs).unref();
  const forget = onStopping(end);
  signal.addEventListener("abort", end, { once: true });

  function end(): void {
    if (ended) return;
    ended = true;
    clearInterval(timer);
    forget();
    signal.removeEventListener("abort", end);
    mine.delete(stream);
    if (mine.size === 0) open.delete(reader);
    try {
      controller.close();
    } catch {
      // The reader has cancelled it.
    }
    onEnd();
  }

  const mine = open.get(reader) ?? new Set();
  open.set(reader, mine.add(stream));
  if (mine.size > AT_ONCE) for (const oldest of [...mine].slice(0, mine.size - AT_ONCE)) oldest.dismiss();
  write(`retry: ${Math.round(RETRY_MS.least + Math.random() * RETRY_MS.spread)}\nid: ${id}\n\n`);
  return stream;
}
