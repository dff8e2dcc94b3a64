import { LightHeaders } from "./light-headers.server";

interface Init {
  status?: number;
  headers?: Record<string, string>;
}

/**
 * An answer whose body is a text that is there as a whole: it goes to the socket as it is, without a stream between. It
 * has what our middleware and React Router look at, and can be read as a text only. No `Response` by descent: Node loads
 * all of its fetch when somebody mentions that one, and programs get their answers without.
 */
export class Reply {
  readonly status: number;
  readonly statusText = "";
  readonly headers: LightHeaders;
  readonly body: string | null;

  constructor(body: string | null, { status = 200, headers = {} }: Init) {
    this.status = status;
    this.headers = new LightHeaders(Object.entries(headers).flat());
    this.body = body;
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  /** React Router reads what a page's loader has thrown. */
  async text(): Promise<string> {
    return this.body ?? "";
  }
}

/** Such an answer. */
export function reply(body: string | null, init: Init = {}): Response {
  return new Reply(body, init) as unknown as Response;
}

/** Whether this is one, where it may also be what was asked for. */
export const isReply = (value: unknown): value is Response => value instanceof Reply;

/** The same for a page, with the header fields that have come together for it. */
export function pageReply(body: string | null, status: number, headers: Headers): Response {
  const page = new Reply(body, { status });
  for (const [name, value] of headers) page.headers.append(name, value);
  return page as unknown as Response;
}
