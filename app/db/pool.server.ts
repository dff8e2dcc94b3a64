import postgres, { type Sql, type TransactionSql } from "postgres";

import type { Door, Queryable, TimedWrite } from "./database.server";
import { quicken } from "./driver-classes.server";
import { DatabaseUnavailable } from "./errors.server";
import { inTime, patienceLeft, type Wait } from "./patience.server";
import { measured } from "./pool-metrics.server";
import { pacedSockets } from "./pool-sockets.server";
import { remoteClock } from "./remote-clock.server";

export const CONNECT_SECONDS = 5;
/**
 * For each role. A statement that finds all of them busy goes out behind another at once; with fewer connections
 * more of them go out together, which costs both sides less, and with too few a slow one is in the way of others.
 */
const POOL = { max: 6, idle_timeout: 20, max_lifetime: 60 * 30, connect_timeout: CONNECT_SECONDS };
export const silent = { onnotice: () => {} };

export interface Pool {
  door: Door;
  end: () => Promise<void>;
}

/**
 * Reads go out as they are. Writes are transactions, or say until when they are waited for: one whose answer did not come
 * in time is not committed later.
 */
export function pool(url: string, role: string, pooled: boolean): Pool {
  const { sql, late, answered, end } = connections(url, role, pooled);
  const prepare = !pooled;
  const transact = <T>(run: (tx: Queryable) => Promise<T>, repeatable: boolean, wait?: Wait): Promise<T> => {
    let started = false;
    const attempt = async () => {
      const begun = signal();
      const finished = signal();
      const broken = signal();
      const tooLate = signal();
      let lost = false;
      const giveUp = () => {
        lost = true;
        late();
      };
      const ended = sql().begin(async (tx) => {
        begun.give();
        started = true;
        if (lost) throw new DatabaseUnavailable("Nobody waits for this any more.");
        const db = watched(patient(speak(tx, prepare), wait), broken);
        try {
          if (pooled) await db.query(`select ${SETTINGS.map(localSetting(role))}`);
          const result = await run(db);
          if (broken.isGiven()) return never;
          finished.give();
          return { result };
        } catch (error) {
          // The driver would send its rollback down a connection that is no more, and the process would end of that.
          if (broken.isGiven()) return never;
          if (isUnavailable(error)) tooLate.give();
          throw error;
        }
      });
      ended.catch(broken.give); // it may end long after it was given up, and between two statements
      // Waited for are the connection, each statement and the commit; not what is computed between the statements.
      await inTime(() => Promise.race([begun.given, ended]), wait, giveUp);
      // The rollback waits behind a statement that hangs, for as long as the database lets it: nobody waits for that.
      await Promise.race([finished.given, ended, broken.given, tooLate.given]);
      if (tooLate.isGiven()) throw new DatabaseUnavailable("The database took too long.");
      if (!finished.isGiven()) return await inTime(() => ended.then(({ result }) => result), wait);
      const { result } = await inTime(() => ended, wait, giveUp);
      answered();
      return result;
    };
    return available(attempt, () => repeatable || !started, wait);
  };
  const read = <T>(run: (db: Queryable) => Promise<T>, wait?: Wait): Promise<T> => {
    if (pooled) return transact(run, true, wait);
    const ask = () =>
      run(speak(sql(), prepare)).then((rows) => {
        answered();
        return rows;
      });
    return available(
      () => inTime(ask, wait, late),
      () => true,
      wait,
    );
  };
  const clock = remoteClock();
  const timed = async <Row extends { now: number }>(write: TimedWrite<Row>, wait?: Wait): Promise<Row[]> => {
    const until = clock.after(patienceLeft(wait) - ON_ITS_WAY_MS);
    if (pooled || !until) return transact((tx) => write(tx, null), false, wait);
    const ask = () =>
      write(speak(sql(), prepare), until.toISOString()).then((rows) => {
        answered();
        return rows;
      });
    try {
      // One that was lost on its way may have been carried out: it is not repeated.
      return await available(
        () => inTime(ask, wait, late),
        () => false,
        wait,
      );
    } catch (error) {
      const cause = (error as Error).cause as { code?: unknown } | undefined;
      if (cause?.code !== TOO_LATE) throw error;
      // It was undone: because of its deadline, or the other clock was set and we do not know how late it is there.
      clock.forget();
      return transact((tx) => write(tx, null), false, wait);
    }
  };
  const one = <T>(text: string, run: (db: Queryable) => Promise<T>, wait?: Wait) =>
    WRITES.test(text) ? transact(run, false, wait) : read(run, wait);
  const doorFor = (wait?: Wait): Door => ({
    query: <Row>(text: string, values?: unknown[]) => one(text, (db) => db.query<Row>(text, values), wait),
    queryArrays: (text, values) => one(text, (db) => db.queryArrays(text, values), wait),
    transaction: (run) => transact(run, false, wait),
    writeInTime: async (write) => {
      const rows = await timed(write, wait);
      if (rows[0]) clock.shows(rows[0].now);
      return rows;
    },
    waiting: doorFor,
  });
  return { door: measured(role, POOL.max)(doorFor()), end };
}

/** An answer needs some time to come back. */
const ON_ITS_WAY_MS = 500;
/** PostgreSQL's query_canceled, also from the trigger that looks at the deadline. */
const TOO_LATE = "57014";

const never = new Promise<never>(() => {});

/** Whether patience came to its end, whoever wrapped the error on its way. */
function isUnavailable(error: unknown): boolean {
  for (let one = error; one instanceof Error; one = one.cause) if (one instanceof DatabaseUnavailable) return true;
  return false;
}

/** A transaction whose connection broke sends nothing more, whatever its work makes of the failure. */
function watched(db: Queryable, broken: Signal): Queryable {
  const guarded = async <T>(ask: () => Promise<T>): Promise<T> => {
    if (broken.isGiven()) throw new DatabaseUnavailable("The connection was lost.");
    try {
      return await ask();
    } catch (error) {
      if (LOST.test(String((error as { code?: unknown }).code))) broken.give();
      throw error;
    }
  };
  return {
    query: (text, values) => guarded(() => db.query(text, values)),
    queryArrays: (text, values) => guarded(() => db.queryArrays(text, values)),
  };
}

type Signal = ReturnType<typeof signal>;

function signal() {
  let isGiven = false;
  let resolve = () => {};
  const given = new Promise<void>((done) => {
    resolve = done;
  });
  return {
    given,
    isGiven: () => isGiven,
    give: () => {
      isGiven = true;
      resolve();
    },
  };
}

/** The texts of statements hold no values, so a word in one is a word of SQL. */
const WRITES = /\b(insert|update|delete)\b/i;

/** A pooler refuses startup parameters, so there these are set in each transaction instead. */
const SETTINGS = ["role", "statement_timeout"] as const;
const STATEMENT_MS = 5000;
const localSetting = (role: string) => (name: (typeof SETTINGS)[number]) =>
  `set_config('${name}', '${name === "role" ? role : STATEMENT_MS}', true)`;

/** Every statement is found by an index, whatever its values: planning it anew each time would cost more than to run it. */
const ONE_PLAN = { plan_cache_mode: "force_generic_plan" };

const SILENCE_MS = 3000;

/**
 * A pool of connections that is given up for a new one when it has been silent for long: a connection whose other end
 * vanished without a word would hang for minutes, and in the end all would.
 */
function connections(url: string, role: string, pooled: boolean) {
  const open = () =>
    postgres(url, {
      ...silent,
      ...POOL,
      fetch_types: false,
      prepare: !pooled,
      // Ours to wait, not the driver's: its pauses grow to twenty seconds, and the database may be back long since.
      backoff: () => 0.2,
      socket: pacedSockets(),
      ...(pooled
        ? {}
        : { connection: { role, statement_timeout: STATEMENT_MS, ...ONE_PLAN } as Record<string, string | number> }),
    } as Parameters<typeof postgres>[1]);
  let sql = open();
  let heard = performance.now();
  let ended = false;
  return {
    sql: () => sql,
    answered: () => {
      heard = performance.now();
    },
    late: () => {
      if (ended || performance.now() - heard < SILENCE_MS) return;
      const old = sql;
      sql = open();
      heard = performance.now();
      void old.end({ timeout: 0 });
    },
    end: () => {
      ended = true;
      return sql.end({ timeout: 5 });
    },
  };
}

/** The driver as the rest of the code speaks to it. */
export function speak(sql: Sql | TransactionSql, prepare: boolean): Queryable {
  const ask = (text: string, values: unknown[] = []) => quicken(sql.unsafe(text, values as never[], { prepare }));
  const plain = <Row>(rows: ArrayLike<unknown> & Iterable<unknown> & { count: number }) =>
    Object.assign([...quicken(rows)] as Row[], { count: rows.count });
  return {
    query: <Row>(text: string, values?: unknown[]) => ask(text, values).then(plain<Row>),
    queryArrays: (text, values) =>
      ask(text, values)
        .values()
        .then(plain<unknown[]>),
  };
}

/** A statement in a transaction that nobody waits for any more is not sent. */
function patient(db: Queryable, wait: Wait | undefined): Queryable {
  return {
    query: (text, values) => inTime(() => db.query(text, values), wait),
    queryArrays: (text, values) => inTime(() => db.queryArrays(text, values), wait),
  };
}

/** What says that the database, not the statement, is at fault: connection lost, refused, full, shutting down, too slow. */
export const AWAY = /^(CONNECT|CONNECTION_|ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|EHOST|ENET|08|53|57P0|57014)/;

/** It never got as far as a statement. */
const NOT_CONNECTED = /^(CONNECT_|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOST|ENET|53300|57P03)/;
const PAUSES_MS = [100, 400];

/**
 * What `ask` answers. When no connection came about it is asked again, twice; when one was lost, only if `repeatable`
 * says that asking twice does no harm. Throws DatabaseUnavailable when the database is at fault.
 */
function available<T>(ask: () => Promise<T>, repeatable: () => boolean, wait?: Wait, attempt = 0): Promise<T> {
  return ask().catch(async (error: unknown) => {
    const code = String((error as { code?: unknown }).code);
    if (!AWAY.test(code)) throw error;
    const again = NOT_CONNECTED.test(code) || (LOST.test(code) && repeatable());
    const pause = PAUSES_MS[attempt];
    if (!again || pause === undefined) throw new DatabaseUnavailable("The database does not answer.", { cause: error });
    const jitter = 0.5 + Math.random() / 2;
    await inTime(() => new Promise((resolve) => setTimeout(resolve, pause * jitter)), wait);
    return available(ask, repeatable, wait, attempt + 1);
  });
}

/** The connection went while it was in use. */
const LOST = /^(CONNECTION_|ECONNRESET|EPIPE|08|57P0)/;
