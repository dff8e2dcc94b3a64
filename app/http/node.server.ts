import type { IncomingMessage, ServerResponse } from "node:http";

import { LightHeaders } from "./light-headers.server";
import { Reply } from "./reply.server";

interface Options {
  /** Where the request was sent to, whatever its Host says by now: scheme, host and port. */
  origin: string;
  method: string;
  clientAddress: string;
}

const BODILESS = new Set(["GET", "HEAD"]);

/** The request as the fetch standard has it. `X-Client-Ip` is ours: what a client sends under that name is dropped. */
export function toRequest(req: IncomingMessage, res: ServerResponse, options: Options): Request {
  const { origin, method, clientAddress } = options;
  const headers = new Headers();
  for (let i = 0; i < req.rawHeaders.length; i += 2) headers.append(req.rawHeaders[i]!, req.rawHeaders[i + 1]!);
  headers.set("X-Client-Ip", clientAddress);
  return new Request(origin + pathOf(req), {
    method,
    headers,
    signal: signalOf(res),
    ...(!BODILESS.has(method) && { body: bodyOf(req), duplex: "half" }),
  } as RequestInit);
}

/**
 * The same for routes that ask little of it: nothing is made that is not asked for. What they do not find here they
 * would not find in the request that React Router gives them either way, so what is missing is missing for the compiler.
 */
export class LightRequest implements Pick<Request, "method" | "url" | "headers" | "body" | "signal"> {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly #req: IncomingMessage;
  readonly #res: ServerResponse;
  #body: ReadableStream<Uint8Array<ArrayBuffer>> | null | undefined;
  #signal: AbortSignal | undefined;

  constructor(req: IncomingMessage, res: ServerResponse, { origin, method, clientAddress }: Options) {
    this.method = method;
    this.url = origin + pathOf(req);
    const headers = new LightHeaders([...req.rawHeaders]);
    headers.set("X-Client-Ip", clientAddress);
    this.headers = headers as unknown as Headers;
    this.#req = req;
    this.#res = res;
  }

  get body(): ReadableStream<Uint8Array<ArrayBuffer>> | null {
    if (this.#body === undefined) this.#body = BODILESS.has(this.method) ? null : bodyOf(this.#req);
    return this.#body;
  }

  get signal(): AbortSignal {
    this.#signal ??= signalOf(this.#res);
    return this.#signal;
  }

  /** The body in one piece, read as `readBody` does: straight from the socket. */
  read(max: number, accept: () => boolean): Promise<Uint8Array | "too_large" | "refused"> {
    if (BODILESS.has(this.method)) return Promise.resolve(new Uint8Array());
    this.#body = null;
    return readWhole(this.#req, max, accept);
  }

  /** Once the answer is out: what came and nobody read is dropped. */
  forgetBody(): void {
    if (this.#body === undefined && !BODILESS.has(this.method) && !this.#req.complete) dropRest(this.#req);
  }
}

function readWhole(
  req: IncomingMessage,
  max: number,
  accept: () => boolean,
): Promise<Uint8Array | "too_large" | "refused"> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const stop = (why: "too_large" | "refused") => {
      req.off("data", onData);
      dropRest(req);
      resolve(why);
    };
    const onData = (chunk: Buffer) => {
      if (size === 0 && !accept()) return stop("refused");
      size += chunk.length;
      if (size > max || (chunks.length === 0 && Number(req.headers["content-length"]) > max)) return stop("too_large");
      chunks.push(chunk);
    };
    req.on("data", onData);
    req.once("end", () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    req.once("error", reject);
  });
}

/** A sender that is no longer read may finish its sentence, so that it hears the answer; not go on and on. */
function dropRest(req: IncomingMessage): void {
  let dropped = 0;
  req.on("data", (chunk: Buffer) => {
    dropped += chunk.length;
    if (dropped > DISCARD_BYTES) req.destroy();
  });
  setTimeout(() => req.complete || req.destroy(), DISCARD_MS).unref();
}

/** Aborted when whoever asked goes away before the answer is out. */
function signalOf(res: ServerResponse): AbortSignal {
  const controller = new AbortController();
  if (res.closed && !res.writableFinished) controller.abort();
  res.once("close", () => {
    if (!res.writableFinished) controller.abort();
  });
  return controller.signal;
}

const DISCARD_BYTES = 1024 * 1024;
const DISCARD_MS = 2000;

/**
 * The body as a web stream. Not Readable.toWeb: that one throws, where nobody can catch it, when data comes after the
 * reader has left. A sender that is no longer read may finish its sentence, so that it hears the answer; one that goes
 * on and on is cut off.
 */
function bodyOf(req: IncomingMessage): ReadableStream<Uint8Array<ArrayBuffer>> {
  let discarded = -1;
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      req.pause();
      req.on("data", (chunk: Buffer) => {
        if (discarded >= 0) {
          discarded += chunk.length;
          if (discarded > DISCARD_BYTES) req.destroy();
          return;
        }
        controller.enqueue(chunk as Uint8Array<ArrayBuffer>);
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

/** Fields and values in turn: those that every answer carries, and then the response's own. */
type Fields = string[];

/** Sends the response after `fields`; waits for a slow reader, and stops when the reader has gone. */
export async function sendResponse(res: ServerResponse, response: Response, fields: Fields): Promise<void> {
  if (response instanceof Reply) return sendReply(res, response, fields);
  for (const [name, value] of response.headers) fields.push(name, value);
  if (!response.body || res.req.method === "HEAD") {
    await response.body?.cancel();
    sendText(res, response.status, "", fields);
    return;
  }
  res.writeHead(response.status, fields);
  for await (const chunk of response.body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) {
    if (res.destroyed) return;
    if (!res.write(chunk)) await new Promise((resolve) => res.once("drain", resolve).once("close", resolve));
  }
  res.end();
}

function sendReply(res: ServerResponse, { status, headers, body }: Reply, fields: Fields): void {
  for (const part of headers.raw) fields.push(part);
  sendText(res, status, body ?? "", fields);
}

/** With its length, where an answer may have a body at all (RFC 9110, 8.6). */
function sendText(res: ServerResponse, status: number, text: string, fields: Fields): void {
  const head = res.req.method === "HEAD";
  if (!head && status !== 204 && status !== 304) fields.push("Content-Length", String(Buffer.byteLength(text)));
  res.writeHead(status, fields);
  res.end(head ? undefined : text);
}
