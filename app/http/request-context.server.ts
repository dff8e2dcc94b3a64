import { randomBytes } from "node:crypto";
import { createContext } from "react-router";

/** What the server says of a request to the code that answers it. */
export class RequestInfo {
  /** In X-Request-Id, in the log, and on error pages. */
  readonly id: string;
  /** The pattern of its address in routes.ts, once a route has been found. */
  route?: string;
  #nonce: string | undefined;

  constructor(id: string) {
    this.id = id;
  }

  /** The only scripts that run on the page carry this (CSP Level 3). Made for pages alone. */
  get nonce(): string {
    this.#nonce ??= randomBytes(16).toString("base64");
    return this.#nonce;
  }
}

export const requestInfo = createContext<RequestInfo>();
