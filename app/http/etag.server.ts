import { problem } from "./problem.server";

/** A strong tag that changes exactly when the version does (RFC 9110, 8.8.3). */
export function etagOf(version: number): string {
  return `"v${version}"`;
}

const TAG = /^\s*(W\/)?("[\x21\x23-\x7e\x80-\xff]*")\s*$/;

/**
 * The condition in `If-Match`, as a test of a version; always true without one, and a 400 for one that cannot be read.
 * The comparison is strong: a weak tag never matches.
 */
export function ifMatch(request: Request): ((version: number) => boolean) | Response {
  const header = request.headers.get("If-Match");
  if (header === null || header.trim() === "*") return () => true;
  const tags = parse(header);
  if (!tags)
    return problem("validation_failed", "If-Match must be * or a list of entity tags.", {
      errors: [{ field: "If-Match", code: "invalid", message: "must be * or a list of entity tags" }],
    });
  return (version) => tags.some(({ weak, tag }) => !weak && tag === etagOf(version));
}

/** Whether the client has this version already, by `If-None-Match` (weak comparison). What cannot be read is ignored. */
export function isFresh(request: Request, version: number): boolean {
  const header = request.headers.get("If-None-Match");
  if (header === null) return false;
  return header.trim() === "*" || (parse(header) ?? []).some(({ tag }) => tag === etagOf(version));
}

/** The tags of a list; undefined when it is not one. A comma inside the quotes belongs to the tag. */
function parse(header: string): { weak: boolean; tag: string }[] | undefined {
  const tags = header.match(/(?:[^",]|"[^"]*"?)+/g)?.map((part) => TAG.exec(part)) ?? [];
  if (tags.length === 0 || tags.some((found) => !found)) return undefined;
  return tags.map((found) => ({ weak: found![1] !== undefined, tag: found![2]! }));
}
