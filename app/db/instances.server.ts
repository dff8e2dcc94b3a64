import postgres, { type Sql } from "postgres";

import { log } from "../log.server";
import { ROLES } from "./database.server";
import { INSTANCE, joinInstances } from "./news.server";
import { pacedSockets } from "./pool-sockets.server";

const CHANNEL = "clearlist_news";
/** Instead of who: anybody. */
const EVERYBODY = "*";
/** A notification takes a lock of the whole database at commit: so many changes share one. */
const BATCH_MS = 50;
/** A notification has less than 8,000 bytes. */
const BATCH = 400;
const WAITING = 5000;
const LOOK_MS = 25_000;
const SILENCE_MS = 5000;
const PAUSES_MS = [500, 1000, 2000, 5000];

/**
 * Exchanges news with the other instances, over a connection of its own to `url`, until what it returns is called.
 * Whatever befalls the connection, nobody waits for it: it comes back by itself.
 */
export function exchangeNews(url: string): () => Promise<void> {
  const waiting = new Set<string>();
  const sockets = pacedSockets();
  let connected: Sql | undefined;
  let timer: NodeJS.Timeout | undefined;
  let over = false;
  let wake = () => {};

  const others = joinInstances((who) => {
    waiting.add(who);
    timer ??= setTimeout(send, BATCH_MS).unref();
  });

  async function send(): Promise<void> {
    timer = undefined;
    if (waiting.size > WAITING) {
      waiting.clear();
      waiting.add(EVERYBODY);
    }
    if (!connected || waiting.size === 0) return;
    const batch = [...waiting].slice(0, BATCH);
    for (const who of batch) waiting.delete(who);
    try {
      await connected.unsafe("select pg_notify($1, $2)", [CHANNEL, [INSTANCE, ...batch].join(" ")], { prepare: false });
    } catch {
      for (const who of batch) waiting.add(who); // told when there is a connection again
      return;
    }
    if (waiting.size > 0) timer ??= setTimeout(send, BATCH_MS).unref();
  }

  function receive(_channel: string, payload: string): void {
    const [from, ...everyone] = payload.split(" ");
    if (from === INSTANCE) return;
    for (const who of everyone) {
      if (who === EVERYBODY) others.missed();
      else others.heard(who);
    }
  }

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const rest = setTimeout(resolve, ms).unref();
      wake = () => {
        clearTimeout(rest);
        resolve();
      };
    });

  /** Listens until the connection is lost, or nobody wants to hear any more. */
  async function listen(onceConnected: () => void): Promise<void> {
    let lost = false;
    let listening = true;
    let isTried = false;
    const sql = postgres(url, {
      ...{ max: 1, connect_timeout: 5, idle_timeout: 0, max_lifetime: 0, fetch_types: false, backoff: () => 0.2 },
      connection: { role: ROLES.app },
      socket: async (address: Parameters<typeof sockets>[0]) => {
        // The driver would try again by itself, without end.
        if (isTried) throw new Error("The connection was closed before the database had said anything.");
        isTried = true;
        return sockets(address);
      },
      onnotice: () => {},
      onnotify: receive,
      onclose: () => {
        lost = true;
        if (listening) wake(); // a connection that never came about closes when the pause after it has begun
      },
    } as Parameters<typeof postgres>[1]);
    try {
      await answered(sql.unsafe(`listen ${CHANNEL}`));
      connected = sql;
      onceConnected();
      others.missed();
      void send();
      while (!lost && !over) {
        await sleep(LOOK_MS);
        if (!lost && !over) await answered(sql.unsafe("select 1"));
      }
      if (!over) throw new Error("The connection was lost.");
    } finally {
      listening = false;
      connected = undefined;
      await sql.end({ timeout: 0 }).catch(() => {});
    }
  }

  async function hold(): Promise<void> {
    for (let failures = 0; !over; failures++) {
      try {
        await listen(() => {
          if (failures > 0) log.info("this instance hears of the changes of others again");
          failures = 0;
        });
      } catch (error) {
        if (over) return;
        if (failures === 0) log.warn({ err: error }, "this instance does not hear of the changes of others for now");
        const pause = PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)]!;
        await sleep(pause * (0.5 + Math.random() / 2));
      }
    }
  }
  const held = hold();

  return async () => {
    others.leave();
    clearTimeout(timer);
    over = true;
    wake();
    await held;
  };
}

/** Waits for the answer. Throws when the other end has gone without a word. */
async function answered(asked: PromiseLike<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The connection is silent.")), SILENCE_MS);
  });
  try {
    await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
