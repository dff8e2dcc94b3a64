import { counter, gauge } from "../metrics/registry.server";
import type { Door } from "./database.server";
import { DatabaseUnavailable } from "./errors.server";

interface Pool {
  size: number;
  /** Reads and transactions that have been asked for and are not answered. */
  asked: number;
}

const pools = new Map<string, Pool>();
const perPool = (value: (pool: Pool) => number) => () =>
  [...pools].map(([name, pool]): [string[], number] => [[name], value(pool)]);
const names = ["pool"];

// The drivers do not tell what each connection does; but none is idle while somebody waits.
gauge(
  "db_pool_connections_max",
  "How many connections there may be.",
  perPool(({ size }) => size),
  { names },
);
gauge(
  "db_pool_connections_in_use",
  "Connections that something runs on.",
  perPool(({ asked, size }) => Math.min(asked, size)),
  { names },
);
gauge(
  "db_pool_waiting",
  "Reads and transactions that wait for a connection.",
  perPool(({ asked, size }) => Math.max(0, asked - size)),
  { names },
);
const unavailable = counter("db_unavailable_total", "Reads and transactions that the database failed.", names);

/** Counts what goes through doors that share a pool of `size` connections. Returns the same door, counted. */
export function measured(name: string, size: number): (door: Door) => Door {
  const pool: Pool = { size, asked: 0 };
  pools.set(name, pool);
  const counted = async <T>(ask: () => Promise<T>): Promise<T> => {
    pool.asked += 1;
    try {
      return await ask();
    } catch (error) {
      if (error instanceof DatabaseUnavailable) unavailable([name]);
      throw error;
    } finally {
      pool.asked -= 1;
    }
  };
  const countedDoor = (door: Door): Door => ({
    query: (text, values) => counted(() => door.query(text, values)),
    queryArrays: (text, values) => counted(() => door.queryArrays(text, values)),
    transaction: (run) => counted(() => door.transaction(run)),
    writeInTime: (write) => counted(() => door.writeInTime(write)),
    waiting: (wait) => countedDoor(door.waiting(wait)),
  });
  return countedDoor;
}
