import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setImmediate as turn } from "node:timers/promises";
import * as build from "virtual:react-router/server-build";
import { createRequestHandler, data, type LoaderFunctionArgs, RouterContextProvider } from "react-router";

import { auth } from "./app/auth/auth.server";
import { toSignIn } from "./app/auth/guard.server";
import { mailsSent } from "./app/auth/mail.server";
import { authSecret } from "./app/auth/secret.server";
import { scheduleBackups } from "./app/db/backup-schedule.server";
import { database, openDatabase } from "./app/db/database.server";
import { DatabaseUnavailable, SessionEnded, StartError } from "./app/db/errors.server";
import { sweepKeys } from "./app/db/idempotency.server";
import { withPatience } from "./app/db/patience.server";
import { env } from "./app/env.server";
import { clientAddress, networks } from "./app/http/client-address.server";
import { type Call, directly } from "./app/http/direct.server";
import { unsent } from "./app/http/form.server";
import { methodContext } from "./app/http/methods.server";
import { LightRequest, pathOf, sendResponse, toRequest } from "./app/http/node.server";
import { isSameOrigin, originsByHost } from "./app/http/origin.server";
import { notFound, problem, unauthorized, unavailable } from "./app/http/problem.server";
import { RequestInfo, requestInfo } from "./app/http/request-context.server";
import { securityHeaders } from "./app/http/security-headers.server";
import { staticFiles } from "./app/http/static.server";
import { beginStopping, isStopping } from "./app/http/stopping.server";
import { translated } from "./app/http/translate.server";
import { log, loggingAs } from "./app/log.server";
import { METRICS_HOST, metricsServer } from "./app/metrics/listener.server";
import { requestArrived } from "./app/metrics/requests.server";
import { sweepTrash } from "./app/tasks/trash.server";

export { backup, restore } from "./app/db/backup-commands.server";
export { doctor } from "./app/doctor/doctor.server";

const development = import.meta.env.DEV;
const https = env.origin.startsWith("https:");
const isApi = (path: string) => /^\/api(\/|$)/i.test(path);
const isTrustedProxy = networks(env.trustedProxies);
const serveFile = staticFiles(development ? "public" : "build/client");
const originOf = originsByHost(env.origin, env.aliases);
const routes = translated(build, translate);
const handle = createRequestHandler(routes, development ? "development" : "production");
/** The calls that programs make most; React Router would answer them the same, and take twice as long over it. */
const directCall = directly(routes, ["/api/", "/readyz", "/healthz"]);

const PAGE_METHODS = ["GET", "HEAD", "POST"];
const ROUTER_METHODS = [...PAGE_METHODS, "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Answers one request: what concerns every request happens here, the rest in the routes. */
export async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const id = randomUUID();
  const started = performance.now();
  const ended = requestArrived(started);
  const info = new RequestInfo(id);
  const path = pathOf(req).split("?", 1)[0]!;
  res.once("close", () => {
    const { method = "" } = req;
    const { statusCode: status } = res;
    if (log.isLevelEnabled("debug"))
      log.debug({ id, method, path, status, ms: Math.round(performance.now() - started) }, "request");
    ended({ method, route: info.route ?? "(none)", status: res.headersSent ? String(status) : "closed" });
  });
  /** What every answer carries. */
  const fields = (type: string | null) => {
    const all = securityHeaders(type, { info, https, development });
    all.push("X-Request-Id", id);
    if (isStopping()) all.push("Connection", "close");
    return all;
  };
  try {
    const origin = originOf(req.headers.host);
    const fileFields = (type: string) => {
      info.route = "(file)";
      return fields(type);
    };
    const direct = directCall(path);
    if (!direct && origin && serveFile(req, res, path, fileFields)) return;
    const responding = () => respond(req, res, { origin, path, info, direct });
    // What such a call needs to know goes with it by hand: what follows every promise costs an eighth of all it costs.
    const response = await (direct ? responding() : loggingAs(id, () => withPatience(responding)));
    const { headers } = response;
    if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-store");
    if (response.status === 503 && !headers.has("Retry-After")) headers.set("Retry-After", "5");
    const type = headers.get("Content-Type");
    if (type === null && response.body) headers.set("Content-Type", "text/plain; charset=utf-8");
    await sendResponse(res, response, fields(type));
  } catch (error) {
    log.error({ id, err: error }, "request failed");
    // Half of an answer must not pass for a whole one.
    if (res.headersSent) return void res.destroy();
    const type = "text/plain; charset=utf-8";
    res.writeHead(500, [...fields(type), "Content-Type", type, "Cache-Control", "private, no-store"]);
    res.end(`Something went wrong on our side. Request ${id}\n`);
  }
}

interface Arrival {
  origin: string | undefined;
  path: string;
  info: RequestInfo;
  direct: Call | undefined;
}

async function respond(req: IncomingMessage, res: ServerResponse, arrival: Arrival): Promise<Response> {
  const { origin, path, info, direct } = arrival;
  if (!origin) return text(421, `This server answers as ${env.origin}. Set APP_ORIGIN if that is not its address.`);

  const method = req.method ?? "GET";
  const api = isApi(path);
  if (!api) {
    const allow = [...PAGE_METHODS, "OPTIONS"].join(", ");
    if (method === "OPTIONS") return new Response(null, { status: 204, headers: { Allow: allow } });
    if (!PAGE_METHODS.includes(method)) return text(405, `Use ${allow}.`, { Allow: allow });
    if (method === "POST" && !isSameOrigin(req.headers, origin))
      return text(403, "This form was sent from another site, so nothing was done.");
  } else if (path.endsWith(".data")) return notFound(); // React Router's own form of a page's data; the API has none

  const context = new RouterContextProvider();
  context.set(requestInfo, info);
  context.set(methodContext, method);
  const forwarded = req.headers["x-forwarded-for"];
  const options = {
    origin,
    method: ROUTER_METHODS.includes(method) ? method : "POST",
    clientAddress: clientAddress(req.socket.remoteAddress ?? "", String(forwarded ?? ""), isTrustedProxy),
  };
  if (direct) {
    const request = new LightRequest(req, res, options);
    const answered = direct({ request: request as unknown as Request, context });
    if (answered)
      try {
        return await answered;
      } finally {
        request.forgetBody();
      }
  }
  return handle(toRequest(req, res, options), context);
}

/** The one table from what is thrown to what is answered: in problem details under /api, as a page elsewhere. */
async function translate(error: unknown, { request, url, context }: LoaderFunctionArgs): Promise<unknown> {
  const api = isApi(url.pathname);
  const { id } = context.get(requestInfo);
  if (error instanceof SessionEnded) return api ? unauthorized(true) : toSignIn(request, url);
  if (error instanceof DatabaseUnavailable) {
    log.warn({ id, err: error }, "the database does not answer");
    return api ? unavailable() : data({ unsent: await unsent(request) }, { status: 503 });
  }
  if (!api || !(error instanceof Error)) return error;
  log.error({ id, err: error }, "a request of the API failed");
  return problem("internal", "Something went wrong on our side. The X-Request-Id helps to find out what.");
}

function text(status: number, message: string, headers: Record<string, string> = {}): Response {
  return new Response(`${message}\n`, { status, headers: { "Content-Type": "text/plain; charset=utf-8", ...headers } });
}

/**
 * With connections. Slow senders would otherwise be looked for only every half minute. One that was kept is closed by the
 * other side first, as proxies do after a minute: whoever closes it while the next request is on its way loses that.
 */
const PATIENCE = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2000,
  keepAliveTimeout: 65_000,
};
const DRAIN_MS = 10_000;
const GIVE_UP_MS = 15_000;
const REST_AFTER_MS = 5000;

/** Opens the database, listens, and says so; ends in order on SIGTERM and SIGINT. */
export async function start(): Promise<void> {
  if (env.metricsPort) await listen(metricsServer(), "METRICS_PORT", env.metricsPort, METRICS_HOST);
  const { location } = await openDatabase();
  authSecret(); // made on a first start, so that a folder that cannot be written to is found out now
  const server = createServer(PATIENCE, answer);
  await listen(server, "PORT", env.port, env.host);
  // Both may come twice: from the terminal, and passed on by npm.
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop());
  endWithParent(() => void stop());
  sweepHourly();
  setTimeout(runTheRest, REST_AFTER_MS).unref();
  const endBackups = env.databaseUrl || env.backup.hours === 0 ? () => {} : scheduleBackups(env.backup);
  console.log(`Clearlist is ready on ${env.origin}\nDatabase: ${location}\nData directory: ${env.dataDir}`);

  async function stop(): Promise<void> {
    if (isStopping()) return;
    beginStopping();
    endBackups();
    setTimeout(() => process.exit(0), GIVE_UP_MS).unref();
    // Connections that the system has taken and we have not are reset when we stop listening: first let no more come.
    if (env.stopDelay > 0) await new Promise((resolve) => setTimeout(resolve, env.stopDelay));
    const drained = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    const timer = setTimeout(() => server.closeAllConnections(), DRAIN_MS - env.stopDelay);
    await drained;
    clearTimeout(timer);
    await mailsSent();
    await database().close();
    process.exit(0);
  }
}

/** Listens, or throws StartError naming the setting that is at fault. */
async function listen(server: Server, setting: string, port: number, host: string): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") throw new StartError(`${setting} ${port} is in use. Set ${setting} to a free one.`);
    if (code === "EACCES") throw new StartError(`${setting} ${port} is not open to us. Set ${setting} above 1023.`);
    if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
      throw new StartError(`HOST ${host} is no address of this machine. Set HOST to one, or to 127.0.0.1.`);
    throw error;
  }
}

/** A start does not wait for what pages and accounts alone need; the first who asks for one should not either. */
async function runTheRest(): Promise<void> {
  for (const route of Object.values(routes.routes)) {
    await turn(); // requests come in between
    void route?.module;
  }
  auth();
}

const HOUR_MS = 60 * 60 * 1000;

/** Removes what is kept for a while only. Several instances may do it: what is gone is gone. */
function sweepHourly(): void {
  const sweep = () =>
    Promise.all([sweepKeys(), sweepTrash()]).catch((error: unknown) =>
      log.warn({ err: error }, "sweeping failed; again in an hour"),
    );
  void sweep();
  setInterval(sweep, HOUR_MS).unref();
}

/**
 * Under npm the server is npm's child, or its grandchild with a shell in between; when npm is killed outright nobody
 * would tell us, so we look.
 */
function endWithParent(stop: () => void): void {
  if (!env.underNpm) return;
  const family = ancestors();
  setInterval(() => ancestors() !== family && stop(), 1000).unref();
}

function ancestors(): string {
  try {
    const shell = readFileSync(`/proc/${process.ppid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ")[1];
    return `${process.ppid} ${shell}`;
  } catch {
    return String(process.ppid); // not Linux: there the shell makes room for us
  }
}
