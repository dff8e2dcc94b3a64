import { principalContext } from "~/auth/guard.server";
import { pageQuery } from "~/tasks/task-input.server";
import { listTasks } from "~/tasks/task-list.server";
import type { Route } from "./+types/found-tasks";

const MANY = 8;

/** What the palette finds: the newest few tasks with these words; none for no words. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const query = pageQuery(url.searchParams);
  if (query.q === undefined) return Response.json([]);
  const { items } = await listTasks(context.get(principalContext), { ...query, limit: MANY });
  return Response.json(items.map(({ id, title, completed }) => ({ id, title, completed })));
}
