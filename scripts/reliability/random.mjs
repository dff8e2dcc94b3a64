/** Numbers that look random and are the same for the same seed (mulberry32). */
export function seeded(/** @type {number} */ seed) {
  let state = seed >>> 0;
  /** From 0 up to 1. */
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  /** A whole number from 0 up to `end`. */
  const below = (/** @type {number} */ end) => Math.floor(next() * end);
  return {
    next,
    below,
    /** @type {<T>(list: T[]) => T} */
    oneOf: (list) => list[below(list.length)],
    /** @type {<T>(list: T[]) => T[]} */
    shuffled: (list) => {
      const left = [...list];
      return list.map(() => left.splice(below(left.length), 1)[0]);
    },
    /** Another sequence of its own. */
    branch: () => seeded(below(2 ** 32)),
  };
}
