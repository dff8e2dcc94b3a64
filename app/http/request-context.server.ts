import { createContext } from "react-router";

/** What the server says of a request to the code that answers it. */
export interface RequestInfo {
  /** In X-Request-Id, in the log, and on error pages. */
  id: string;
  /** The only scripts that run on the page carry this (CSP Level 3). */
  nonce: string;
  /** The pattern of its address in routes.ts, once a route has been found. */
  route?: string;
}

export const requestInfo = createContext<RequestInfo>();
