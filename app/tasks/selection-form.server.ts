import type { Selection } from "./selection.server";
import type { TaskStatus } from "./task";

/** The tasks that a form names: those that are ticked, or all that its list holds; undefined when none is. */
export function selectionOf(
  fields: URLSearchParams,
  list: { status?: TaskStatus; q?: string | undefined },
): Selection | undefined {
  if (fields.get("all") === "true") return { all: true, status: list.status ?? "all", q: list.q };
  const ids = fields.getAll("task");
  return ids.length > 0 ? { ids } : undefined;
}

/** The same list, no longer to select from; from its beginning when all of it was meant. */
export function withoutSelecting(url: URL, all: boolean): string {
  const query = new URLSearchParams(url.search);
  query.delete("select");
  if (all) query.delete("offset");
  return query.size > 0 ? `${url.pathname}?${query}` : url.pathname;
}
