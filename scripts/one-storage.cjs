// Imported by the server before anything else. Up to Node 22 each AsyncLocalStorage that was ever used makes every
// promise of the process dearer, by as much as the promise itself costs: the log, the patience with the database, Better
// Auth and React bring eight of them. Here, as in Node from 24 on, all of them share one; and while nothing runs in any of
// them, promises cost what they cost without. So a store lasts until what `run` was given has come to its end: what is
// begun meanwhile and goes on for longer has to be run again (`loggingOn`).
const hooks = require("node:async_hooks");
const { syncBuiltinESMExports } = require("node:module");

/** Node's own. */
const Real = hooks.AsyncLocalStorage;
/** What is stored at the moment: the newest entry, each with the one before. */
const entries = new Real();
/** How much runs in a storage; what was entered without an end counts for good. */
let running = 0;

function ended() {
  running -= 1;
  // Not at once: that would be in the middle of what Node does around each promise.
  if (running === 0) setImmediate(() => running === 0 && entries.disable());
}

/** Stands for AsyncLocalStorage, method by method (nodejs.org/docs/latest-v20.x/api/async_context.html). */
class OneStorage {
  static bind = Real.bind;
  static snapshot = Real.snapshot;

  getStore() {
    let entry = entries.getStore();
    while (entry && entry.storage !== this) entry = entry.before;
    return entry?.store;
  }

  run(store, work, ...given) {
    running += 1;
    let result;
    try {
      result = entries.run({ storage: this, store, before: entries.getStore() }, work, ...given);
    } catch (error) {
      ended();
      throw error;
    }
    // Handed on and not only listened to: one that fails and that nobody waits for must still be noticed.
    if (result instanceof Promise) return result.finally(ended);
    ended();
    return result;
  }

  exit(work, ...given) {
    return this.run(undefined, work, ...given);
  }

  enterWith(store) {
    running += 1;
    entries.enterWith({ storage: this, store, before: without(this, entries.getStore()) });
  }

  disable() {
    if (entries.getStore()) entries.enterWith(without(this, entries.getStore()));
  }
}

/** The entries but for one storage's, so that entering again and again does not make them ever more. */
function without(storage, entry) {
  if (!entry) return undefined;
  const before = without(storage, entry.before);
  if (entry.storage === storage) return before;
  return before === entry.before ? entry : { ...entry, before };
}

if (Number(process.versions.node.split(".")[0]) < 24) {
  hooks.AsyncLocalStorage = OneStorage;
  syncBuiltinESMExports();
}

module.exports = { OneStorage, Real };
