import type { IncomingMessage, ServerResponse } from "node:http";

interface Options {
  /** Where the request was sent to, whatever its Host says by now: scheme, host and port. */
  origin: string;
  method: string;
  clientAddress: string;
}

const BODILESS = new Set(["GET", "HEAD"]);

/** The request as the fetch standard has it. `X-Client-Ip` is ours: what a client sends under that name is dropped. */
export function toRequest(
  req: IncomingMessage,
  res: ServerResponse,
  { origin, method, clientAddress }: Options,
): Request {
  const controller = new AbortController();
  res.once("close", () => {
    if (!res.writableFinished) controller.abort();
  });
  const headers = new Headers();
  for (let i = 0; i < req.rawHeaders.length; i += 2) headers.append(req.rawHeaders[i]!, req.rawHeaders[i + 1]!);
  headers.set("X-Client-Ip", clientAddress);
  return new Request(origin + pathOf(req), {
    method,
    headers,
    signal: controller.signal,
    ...(!BODILESS.has(method) && { body: bodyOf(req), duplex: "half" }),
  } as RequestInit);
}

const DISCARD_BYTES = 1024 * 1024;
const DISCARD_MS = 2000;

/**
 * The body as a web stream. Not Readable.toWeb: that one throws, where nobody can catch it, when data comes after the
 * reader has left. A sender that is no longer read may finish its sentence, so that it hears the answer; one that goes
 * on and on is cut off.
 */
function bodyOf(req: IncomingMessage): ReadableStream<Uint8Array> {
  let discarded = -1;
  return new ReadableStream({
    start(controller) {
      req.pause();
      req.on("data", (chunk: Buffer) => {
        if (discarded >= 0) {
          discarded += chunk.length;
          if (discarded > DISCARD_BYTES) req.destroy();
          return;
        }
        controller.enqueue(chunk);
        if ((controller.desiredSize ?? 0) <= 0) req.pause();
      });
      req.once("end", () => discarded < 0 && controller.close());
      req.once("error", (error) => discarded < 0 && controller.error(error));
    },
    pull: () => void req.resume(),
    cancel() {
      discarded = 0;
      req.resume();
      setTimeout(() => req.complete || req.destroy(), DISCARD_MS).unref();
    },
  });
}

/** Path and query, also when the request line names the whole URL (RFC 9112, 3.2.2). */
export function pathOf(req: IncomingMessage): string {
  const target = req.url ?? "/";
  if (target.startsWith("/")) return target;
  const url = URL.parse(target);
  return url && /^https?:$/.test(url.protocol) ? url.pathname + url.search : "/";
}

/** Sends the response; waits for a slow reader, and stops when the reader has gone. */
export async function sendResponse(res: ServerResponse, response: Response): Promise<void> {
  res.statusCode = response.status;
  const cookies = response.headers.getSetCookie();
  for (const [name, value] of response.headers) if (name !== "set-cookie") res.setHeader(name, value);
  if (cookies.length > 0) res.setHeader("set-cookie", cookies);
  if (!response.body || res.req.method === "HEAD") {
    await response.body?.cancel();
    res.end();
    return;
  }
  for await (const chunk of response.body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) {
    if (res.destroyed) return;
    if (!res.write(chunk)) await new Promise((resolve) => res.once("drain", resolve).once("close", resolve));
  }
  res.end();
}
