import { userOf } from "./tasks.js";

/** A route of somebody's own: `handle` gets the request, who asks, and the rest of the address. */
export const owned = (handle) => async (request, context) => {
  const authorization = request.headers.get("authorization");
  const who = authorization?.startsWith("Bearer ") ? await userOf(authorization.slice(7)) : null;
  if (!who) return Response.json({ error: "unauthorized" }, { status: 401 });
  const { userId, ...params } = await context.params;
  if (who !== userId) return Response.json({ error: "forbidden" }, { status: 403 });
  return handle(request, who, params);
};

/** A task as it was sent, or null. */
export async function sentTask(request) {
  const body = await request.json().catch(() => null);
  const { title } = body ?? {};
  if (typeof title !== "string" || title.trim().length === 0 || title.length > 200) return null;
  return { title, description: body.description ?? null };
}

export const invalid = () => Response.json({ error: "invalid" }, { status: 422 });
export const one = (row) => (row ? Response.json(row) : Response.json({ error: "not found" }, { status: 404 }));
