import { hash, randomBytes } from "node:crypto";

/** Told with the mark of the change; never throws. */
type Listener = (mark: string) => void;

/** Clocks of other instances are believed to be this near to ours. */
const ANOTHER_CLOCK_MS = 1000;
const REMEMBERED_MS = 5 * 60_000;
const REMEMBERED = 10_000;
/** When other instances may have changed anything, everybody looks; not all in the same instant. */
const SPREAD_MS = 2000;

/** Goes with whatever this process says to other instances. */
export const INSTANCE = randomBytes(6).toString("base64url");

const listeners = new Map<string, Set<Listener>>();
/** When each person's tasks were changed last, the longest ago first. */
const changed = new Map<string, number>();
/** What changed before that, nobody here remembers. */
let remembered = now();
let tellOthers: ((who: string) => void) | undefined;

/** Says that something of this person's has changed, once it is stored. Costs next to nothing, and never throws. */
export function announce(userId: string): void {
  const who = digestOf(userId);
  heard(who);
  tellOthers?.(who);
}

/** Calls `listener` at each change of this person's from now on, until what it returns is called. */
export function onNews(userId: string, listener: Listener): () => void {
  const who = digestOf(userId);
  const here = listeners.get(who) ?? new Set();
  listeners.set(who, here.add(listener));
  return () => {
    here.delete(listener);
    if (here.size === 0 && listeners.get(who) === here) listeners.delete(who);
  };
}

/** This moment, by which to ask later what has changed since. */
export const markNow = (): string => markOf(now());

/** Whether anything of this person's may have changed since `mark`. What is no mark is answered no. */
export function newsSince(userId: string, mark: string): boolean {
  const [, instance, at] = /^([\w-]+)\.(\d+)$/.exec(mark) ?? [];
  if (!at) return false;
  const since = Number(at) - (instance === INSTANCE ? 0 : ANOTHER_CLOCK_MS);
  return since < remembered || (changed.get(digestOf(userId)) ?? 0) >= since;
}

/** What the connection to other instances calls when it has heard something, or may have missed something. */
export interface Reception {
  heard(who: string): void;
  missed(): void;
}

/** From now on `tell` passes on to other instances who has news, as a digest. */
export function joinInstances(tell: (who: string) => void): Reception & { leave(): void } {
  tellOthers = tell;
  return {
    heard,
    missed,
    leave: () => {
      if (tellOthers === tell) tellOthers = undefined;
    },
  };
}

function heard(who: string): void {
  const at = now();
  changed.delete(who);
  changed.set(who, at);
  for (const [oldest, when] of changed) {
    if (changed.size <= REMEMBERED && when > at - REMEMBERED_MS) break;
    changed.delete(oldest);
    remembered = when + 1;
  }
  for (const listener of listeners.get(who) ?? []) listener(markOf(at));
}

function missed(): void {
  changed.clear();
  remembered = now();
  for (const here of listeners.values())
    setTimeout(() => {
      for (const listener of here) listener(markNow());
    }, Math.random() * SPREAD_MS).unref();
}

/** Who it is about, in as few bytes as keep people apart; nobody learns an id from it. */
const digestOf = (userId: string) => hash("sha256", userId, "base64url").slice(0, 16);
const markOf = (at: number) => `${INSTANCE}.${at}`;

/** Milliseconds since 1970 that never go back. */
function now(): number {
  return Math.floor(performance.timeOrigin + performance.now());
}
