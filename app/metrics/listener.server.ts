import { createServer, type Server } from "node:http";

import { measureProcess } from "./process.server";
import { CONTENT_TYPE, exposition } from "./registry.server";

/** Where it listens: what reaches the machine from outside never gets here. */
export const METRICS_HOST = "127.0.0.1";

/** The names under which this machine knows itself; any other is a page elsewhere that was pointed at us. */
const OWN_NAME = /^(localhost|127\.0\.0\.1)(:\d+)?$/i;

/** A server of its own for /metrics, which does not listen yet. */
export function metricsServer(): Server {
  measureProcess();
  const server = createServer({ headersTimeout: 5000, requestTimeout: 5000 }, (req, res) => {
    const [status, type, body] = !OWN_NAME.test(req.headers.host ?? "")
      ? [421, "text/plain", "Ask by the name of this machine: localhost.\n"]
      : req.url !== "/metrics"
        ? [404, "text/plain", "There is only /metrics here.\n"]
        : req.method !== "GET" && req.method !== "HEAD"
          ? [405, "text/plain", "Use GET.\n"]
          : [200, CONTENT_TYPE, exposition()];
    res.writeHead(status as number, { "Content-Type": type as string, "Cache-Control": "no-store" });
    res.end(req.method === "HEAD" ? undefined : body);
  });
  return server.unref();
}
