const quick = new Set<unknown>();

/**
 * Answers with `made`, and has V8 keep its class as it keeps others. A class that has a static member with a computed name,
 * as the driver's queries and results have, it keeps as a dictionary, and of whatever makes an instance of that it throws
 * all optimised code away and makes it anew, without end: that was a third of the time of every answer (V8 11, Node 20).
 * A dictionary that serves as a prototype is looked up in once, and V8 turns it into what is fast to look up.
 */
export function quicken<T extends object>(made: T): T {
  const { constructor: itsClass } = made;
  if (quick.has(itsClass)) return made;
  quick.add(itsClass);
  void Object.create(itsClass).name;
  return made;
}
