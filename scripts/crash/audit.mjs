/** @typedef {{ id?: string, title: string, completed: boolean, version: number }} Known What must be there. */
/**
 * @typedef {{ before?: Known, after?: Known }} Open A write that was not answered: what it was about, and what it would
 * have made of that. Without `before` it makes a task, without `after` it removes one.
 */

/**
 * What was acknowledged against what is there. `lost` are acknowledged writes of which the effect is missing, `doubled`
 * effects that were had twice, or that nobody asked for. `known` is what is there from now on, `done` whether the open
 * write had been carried out.
 *
 * @param {Known[]} expected
 * @param {Open | undefined} open
 * @param {Known[]} found
 */
export function audit(expected, open, found) {
  const lost = [];
  const doubled = [];
  /** @type {Known[]} */
  const known = [];
  let done = false;
  const left = new Set(found);
  const byId = new Map(found.map((task) => [task.id, task]));
  const byTitle = new Map(found.map((task) => [task.title, task]));
  const find = (/** @type {Known} */ { id, title }) => (id ? byId.get(id) : byTitle.get(title));
  const titles = new Map();
  for (const task of found) titles.set(task.title, (titles.get(task.title) ?? 0) + 1);
  for (const [title, times] of titles) if (times > 1) doubled.push(`${title} is there ${times} times`);

  for (const wanted of expected) {
    const target = open?.before === wanted;
    const there = find(wanted);
    if (!there) {
      if (target && !open.after) done = true;
      else lost.push(`${wanted.title} is missing`);
      continue;
    }
    left.delete(there);
    known.push(pick(there));
    if (same(there, wanted)) continue;
    if (target && open.after && same(there, open.after)) done = true;
    else if (there.version > (target && open.after ? open.after : wanted).version)
      doubled.push(`${wanted.title} was changed again: ${JSON.stringify(pick(there))}`);
    else lost.push(`${wanted.title} is ${JSON.stringify(pick(there))}, not ${JSON.stringify(wanted)}`);
  }
  if (open?.after && !open.before) {
    const made = find(open.after);
    if (made) {
      done = true;
      left.delete(made);
      known.push(pick(made));
      if (!same(made, open.after)) doubled.push(`${made.title} was made other than asked`);
    }
  }
  // Whoever stands twice was counted above; the others were deleted, and that was acknowledged.
  for (const task of left) if (titles.get(task.title) === 1) lost.push(`${task.title} is there again`);
  return { lost, doubled, known, done };
}

const same = (/** @type {Known} */ a, /** @type {Known} */ b) =>
  a.title === b.title && a.completed === b.completed && a.version === b.version;
const pick = (/** @type {Known} */ { id, title, completed, version }) => ({ id, title, completed, version });
