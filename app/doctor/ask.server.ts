import * as http from "node:http";

interface Answer {
  status?: number;
  text: string;
  /** The error's code when there was no answer. */
  code?: string;
  /** It is one that this program gives. */
  isOurs: boolean;
}

const PATIENCE_MS = 5000;

/** Asks a server with exactly these headers, Host included: fetch would not let us choose it. */
export async function ask(
  server: URL | { host: string; port: number },
  path: string,
  headers: Record<string, string>,
  method = "GET",
): Promise<Answer> {
  const options = { path, headers, method, timeout: PATIENCE_MS, agent: false };
  const isUrl = server instanceof URL;
  const target = isUrl ? { hostname: server.hostname.replace(/^\[|\]$/g, ""), port: server.port || undefined } : server;
  const { request } = isUrl && server.protocol === "https:" ? await import("node:https") : http;
  return new Promise((resolve) => {
    const sent = request({ ...options, ...target }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (chunk) => (text += chunk));
      answer.on("close", () => {
        const isOurs = answer.headers["x-request-id"] !== undefined && /^(not )?ready\n$|^$/.test(text);
        resolve({ status: answer.statusCode!, text, isOurs });
      });
    });
    sent.on("timeout", () => sent.destroy(Object.assign(new Error("too late"), { code: "ETIMEDOUT" })));
    sent.on("error", (error: NodeJS.ErrnoException) =>
      resolve({ text: "", code: error.code ?? error.message, isOurs: false }),
    );
    sent.end();
  });
}
