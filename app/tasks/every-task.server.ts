import type { Principal } from "~/db/identity.server";
import { listTasksJson, type Place } from "./task-list.server";

const PAGE = 500;

/** Every task of a person, the oldest first, in pieces of a JSON array: no more than a page of them is held at a time. */
export async function* everyTaskJson(principal: Principal): AsyncGenerator<string> {
  let after: Place | undefined;
  let comma = "";
  yield "[";
  do {
    const query = { status: "all", sort: "created_at", order: "asc", limit: PAGE, offset: 0 } as const;
    const page = await listTasksJson(principal, query, after);
    const items = page.items.slice(1, -1);
    if (items) yield comma + items;
    comma = ",\n";
    after = page.next ?? undefined;
  } while (after);
  yield "]";
}
