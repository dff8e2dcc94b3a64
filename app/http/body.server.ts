import { LightRequest } from "./node.server";

/**
 * The body of a request read to its end, or why not. Stops reading as soon as it is over `max` bytes,
 * and before reading on when `accept` refuses a body that is not empty.
 */
export async function readBody(
  request: Request,
  max: number,
  accept: () => boolean = () => true,
): Promise<Uint8Array | "too_large" | "refused"> {
  if (request instanceof LightRequest) return request.read(max, accept);
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) {
    if (chunk.byteLength === 0) continue;
    if (size === 0 && !accept()) return "refused";
    if (size === 0 && Number(request.headers.get("Content-Length")) > max) return "too_large";
    size += chunk.byteLength;
    if (size > max) return "too_large";
    chunks.push(chunk);
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}
