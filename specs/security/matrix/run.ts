import { Agent, request } from "node:http";

import type { Weakened } from "../../support/weakened";
import { type Attack, attacks, dressed } from "./attacks";
import { castIn, type Identity, rowsOf } from "./cast";

export interface Result {
  requests: number;
  /** How often the owner found their own words. */
  shown: number;
  leaks: string[];
  /** The victim's tables that are not as they were. */
  changed: string[];
  /** Answers that the tables of expectations do not name. */
  unexpected: string[];
  /** The owner did not find their own words, or an actor was shut out: then no refusal would mean anything. */
  vacuous: string[];
}

const AT_ONCE = 6;

/** Sends the matrix, or what `only` chooses of it, as these identities, and says what came of it. */
export async function runMatrix(
  server: Weakened,
  identities: Identity[],
  only: (attack: Attack) => boolean = () => true,
): Promise<Result> {
  const cast = await castIn(server);
  const { victim, actors } = cast;
  const before = await rowsOf(server, victim);
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const result: Result = { requests: 0, shown: 0, leaks: [], changed: [], unexpected: [], vacuous: [] };
  const queue = attacks(cast, identities).filter(only);

  async function work(): Promise<void> {
    for (let attack = queue.shift(); attack; attack = queue.shift()) {
      const actor = attack.fresh ? await cast[attack.fresh]() : actors[attack.as];
      const sent = dressed(attack, actor, cast, server.url);
      const answer = await send(server.url, agent, sent);
      result.requests += 1;
      const line = `${attack.name}: ${sent.method} ${sent.path} → ${answer.status}`;
      if (!attack.expected(answer.status)) result.unexpected.push(line);
      const seen = victim.canaries.filter((canary) => answer.text.includes(canary));
      if (attack.as === "owner" && !attack.fresh) {
        if (attack.shows && seen.length === 0) result.vacuous.push(line);
        if (attack.shows && seen.length > 0) result.shown += 1;
        continue;
      }
      // What the request said itself is nothing that it learned.
      const asked = decodeURIComponent(
        `${sent.path} ${sent.body} ${JSON.stringify(sent.headers)}`.replaceAll("+", " "),
      );
      const learned = seen.filter((canary) => !asked.includes(canary));
      if (learned.length > 0) result.leaks.push(`${line}: ${learned.join(", ")}`);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));

  for (const as of ["owner", "other"] as const) {
    const { status } = await send(server.url, agent, {
      ...{ method: "GET", path: `/api/${actors[as].id}/tasks/nonsense`, body: "" },
      headers: { Authorization: `Bearer ${actors[as].token}` },
    });
    if (status !== 404) result.vacuous.push(`${as} has no session left: ${status}`);
  }
  agent.destroy();
  const after = await rowsOf(server, victim);
  result.changed = Object.keys(before).filter((table) => before[table] !== after[table]);
  return result;
}

interface Sent {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** With node:http rather than fetch: any method, a body with any of them, and headers as they are given. */
function send(
  url: string,
  agent: Agent,
  { method, path, headers, body }: Sent,
): Promise<{ status: number; text: string }> {
  const length = body ? { "Content-Length": String(Buffer.byteLength(body)) } : {};
  return new Promise((resolve, reject) => {
    const sent = request(url + path, { method, headers: { ...headers, ...length }, agent }, (answer) => {
      let text = JSON.stringify(answer.rawHeaders);
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => {
        text += chunk;
        if (answer.headers["content-type"] !== "text/event-stream") return;
        resolve({ status: answer.statusCode!, text }); // it has no end
        sent.destroy();
      });
      answer.on("end", () => resolve({ status: answer.statusCode!, text }));
    });
    sent.on("error", reject).end(body);
  });
}
